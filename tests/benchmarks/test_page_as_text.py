"""Pages as people save them who want but their text."""

from benchmarks.page_as_text import page_as_text

PAGE = "<title>Окно</title><p>Цех<br>открыт <b>вчера</b> в\n  Саранске</p><script>нет</script><!-- - --><ul><li>Меню"


def test_blocks_are_lines_and_what_is_not_seen_is_none() -> None:
    assert page_as_text(PAGE) == "Окно\n\nЦех\n\nоткрыт вчера в Саранске\n\nМеню"
