"""What a query asks for, where it stands in a text, and what an answer looks like; nothing here opens an index."""
