"""From a plan to documents, scores and hits, by array operations; and from articles to the files of a generation."""
