"""Scripts for the developer."""
