"""From articles to the files of a generation: words as numbers, sorted and cut into postings by worker processes."""
