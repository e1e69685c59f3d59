"""A small atlas: the outline of the world's states, projections, and the window that shows given places."""
