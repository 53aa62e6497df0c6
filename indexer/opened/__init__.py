"""What a published generation holds, opened: its segments as one collection, its words, stories and stored articles."""
