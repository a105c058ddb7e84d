"""The banners: portals, placements, checks, evidence."""
