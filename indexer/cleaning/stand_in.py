"""What stands in for an article? is_stand_in("Страница не найдена", "Проверьте адрес.") == True

Sites answer so for what they have removed, would not show to a program, or cannot show today; whoever saves pages by
the thousand keeps hundreds of them. A long text under such a title is an article about it.
"""

import re

LONGEST = 700  # characters that such a page says of itself, with the headlines of a few news beside
_TITLE = re.compile(
    r"(?:ошибка|error)?\s?(?:40[0-4]|410|50[0-4])\W*(?:ошибка|error|(?:page )?not found|forbidden|gone|bad gateway"
    r"|service (?:temporarily )?unavailable|internal server error|страница.{0,60}|.{0,20}(?:не найден|запрещ).{0,40})?"
    r"|(?:запрашиваемая\s|запрошенная\s|такая\s)?(?:страница|статья|новость|публикация|запись)(?:\sс\sтаким\sадресом)?"
    r"\s(?:не\sнайдена|не\sсуществует|удалена|недоступна)(?:\sили\s.{0,40})?"
    r"|(?:page\s)?not\sfound|access\sdenied|(?:403\s)?forbidden|just\sa\smoment|attention\srequired.{0,30}"
    r"|доступ\s(?:к\s(?:сайту|странице)\s)?(?:ограничен|запрещ[её]н|заблокирован)"
    r"|(?:сайт|сервис|ресурс|страница)\sвременно\s(?:не\sработает|недоступ\w+)"
    r"|(?:на\sсайте\s)?(?:ведутся|проводятся|идут)?\s?(?:технические|регламентные)\sработы"
    r"|(?:идёт\s|идет\s)?проверка\s(?:(?:вашего\s)?браузера|безопасности)|(?:подтвердите,\sчто\s)?вы\sне\sробот",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s+[-–—|•·:/]+\s+")  # «Страница не найдена — Новости Кургана»


def is_stand_in(title: str, body: str) -> bool:
    """Whether the title is that of no article: «Ошибка 404», «Доступ запрещён», «Проверка браузера»."""
    return len(body) <= LONGEST and bool(_TITLE.fullmatch(_SITE.split(title)[0].strip(" .!?…")))
