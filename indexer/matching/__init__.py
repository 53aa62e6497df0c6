"""Which documents answer a plan, and how well: queries evaluated and scored by array operations."""
