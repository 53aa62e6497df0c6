"""Raw page in, articles out: clean(page) says what the news is, and which rule found its title, day and source.

Each question (title, published, source, boilerplate, listing) is a module with a RULES list: small functions
named for what they see, the first that answers wins, and its name is kept in CleanArticle.rules.
"""

from indexer.cleaning.clean import NotAnArticle, clean, rules_list

__all__ = ["NotAnArticle", "clean", "rules_list"]
