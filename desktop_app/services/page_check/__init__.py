"""Is the banner on the page: a saved page is read, and picture, link and words are looked for in it."""
