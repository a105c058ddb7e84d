"""The school: requisites, classes, confirmed case forms."""
