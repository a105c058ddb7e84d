"""What is seen: Qt, one folder a screen."""
