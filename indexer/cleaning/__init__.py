"""Raw page in, articles out: clean.clean(page) says what the news is, and which rule found its title, day and source.

Each question (title, published, source, boilerplate, listing) is a module with a RULES list: small functions
named for what they see, the first that answers wins, and its name is kept in CleanArticle.rules.
Nothing is imported here: `described` is for searches, which clean nothing.
"""
