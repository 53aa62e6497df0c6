"""An answer that a browser has already is not made again, and what is sent is packed.

The tag of an answer is made of the generation, the address and the program's own files: the same tag, the same answer.
"""

import hashlib
from functools import partial

from flask import Flask, Response, g, request

from web.live import engine

try:
    from isal import isal_zlib as packer  # a third of zlib's time, and a hundredth less of the page
except ImportError:  # it is not made for every machine
    import zlib as packer  # type: ignore[no-redef]

TAGGED = {"pages.search_page", "pages.article_page", "api.search_json", "pages.feed", "pages.spreadsheet"}
PACKED = ("text/", "application/json", "application/atom+xml", "application/opensearch", "image/svg+xml")
LEAST_PACKED = 1_000  # bytes; less fits into one packet as it is
LEVEL = 1  # of zlib: a twentieth larger than 3, at four fifths of its time
GZIP = 31  # what zlib calls the greatest window, with the head and the end of gzip


def register(app: Flask, mark: str) -> None:
    """Tag and pack the answers of an app; `mark` changes with its templates and files."""
    app.before_request(partial(answer_unchanged, mark))
    app.after_request(add_tag)
    app.after_request(pack)


def answer_unchanged(mark: str) -> Response | None:
    """304 before anything is searched, where the browser names the tag.

    `g.tag` is of the generation that serves now: should another come while this is answered, the tag of the new one
    would be believed for as long as that serves, the old one is asked about only once more.
    """
    if request.endpoint not in TAGGED:
        return None
    g.tag = tag(mark)
    if not request.if_none_match.contains_weak(g.tag):
        return None
    response = Response(status=304)
    response.set_etag(g.tag, weak=True)
    return response


def add_tag(response: Response) -> Response:
    """The tag of a whole answer; errors bear none, nor does what was found in a part of the time it takes."""
    if request.endpoint in TAGGED and response.status_code == 200 and not g.get("is_partial"):
        response.set_etag(g.tag, weak=True)
    return response


def tag(mark: str) -> str:
    """Sixteen characters for this address in this generation."""
    status = engine().status()
    said = "\n".join((status.generation, status.built.isoformat(), mark, request.path, repr(request.query_string)))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


def pack(response: Response) -> Response:
    """gzip, where the browser takes it and it is worth while."""
    if (
        response.status_code != 200
        or "Content-Encoding" in response.headers
        or not (response.mimetype or "").startswith(PACKED)
        or not request.accept_encodings["gzip"]
    ):
        return response
    response.direct_passthrough = False  # a static file: a few kilobytes, which are read here
    content = response.get_data()
    if len(content) >= LEAST_PACKED:
        response.set_data(packer.compress(content, LEVEL, wbits=GZIP))
        response.headers["Content-Encoding"] = "gzip"
    return response
