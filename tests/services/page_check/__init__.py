"""Stories about pages and the banner on them."""
