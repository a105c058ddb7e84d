"""The banners' screen: portals, looks at them, pictures that prove."""
