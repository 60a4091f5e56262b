"""Ways into other people's systems. Each module needs an extra of its own."""
