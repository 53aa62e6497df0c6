"""Words so common that a query of several words need not insist on them: «встреча в Ницце» asks for two words.

They are indexed like all others: phrases and exact forms find them, and a query of nothing else asks for them.
"""

STOPWORDS = frozenset(
    """
    а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да для до его ее если есть еще
    же за здесь и из или им их к как ко когда кто ли либо мне может мы на над надо наш не него нее нет ни них но ну о
    об однако он она они оно от очень по под при про с свой себя со так также такой там те тем то того тоже той только
    том ты у уж уже чем что чтобы чье чья эта эти это этого этой этот я
    a an and are at by for from in is it of on or that the to with
    """.split()
)


def is_stopword(form: str) -> bool:
    """True for a form (ё folded to е, lower case) that carries no meaning alone."""
    return form in STOPWORDS
