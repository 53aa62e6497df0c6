"""The engine: a query in, the best answer out, with all that is shown of it and told about it."""
