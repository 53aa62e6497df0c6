"""Does a paragraph speak of rights, rules and forms of a site, not of the world?

>>> is_legal("Редакция не несёт ответственности за сообщения читателей."), is_legal("Завод несёт убытки.")
(True, False)
"""

import re

LONGEST, TELLING = 1500, 400  # characters of such a paragraph, and in which of them its words stand
_LEGAL = re.compile(
    r"©|\(c\)|все\s+права|свидетельств\w+\s+о\s+регистрации|роскомнадзор|перепечатк|при\s+(?:\w+\s+){0,3}использовани"
    r"|правообладател|не\s+нес[её]т\s+ответственност|допускается\s+(?:только\s+)?(?:цитирован|копирован)|cookie"
    r"|материал\w*\s.{0,40}доступн\w+\s+(?:по|под|на\s+условиях)\s+лицензи"
    r"|персональных\s+данных|ваш\w*\s+(?:комментари|e-?mail|сообщени)|текст\s+комментария|перепечатывайте|в\s+блогах\s+и"
    r"|экстремистск\w+\s+и\s+запрещ|призна\w+\s+(?:террористическ|экстремистск|иностранн\w+\s+агент)"
    r"|адрес\s+редакции|главный\s+редактор|учредител[ьи]\s*[:—–-]|скопируйте\s|код\s+для\s+вставки",
    re.IGNORECASE,
)


def is_legal(text: str) -> bool:
    """Whether it does."""
    return len(text) < LONGEST and bool(_LEGAL.search(text[:TELLING]))
