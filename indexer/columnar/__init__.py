"""A segment of the index as columns on disk: arrays in, arrays out, and a real Whoosh codec all the same."""
