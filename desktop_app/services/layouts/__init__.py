"""Layout profiles: the figures of a paper as data, the school's own copy, the choice for each kind."""
