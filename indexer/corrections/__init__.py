"""What was probably meant by words that no article has: slips, layouts, other letters, blanks too many or too few."""
