"""How fast is innopoisk, and how do its peers do on the same articles? `compare` and `scale` print the tables."""
