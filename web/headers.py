"""What every answer says beside its content: the page may load its own files and nothing else, and tells nobody.

Static files bear a mark of their content in their address, so a browser may keep them for ever.
"""

from flask import Flask, Response, request

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # queries stand in addresses
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
NOT_FOR_ROBOTS = {"X-Robots-Tag": "noindex, nofollow"}  # a crawler that follows facets would never end
KEPT, FOR_EVER, NEVER_KEPT = "private, max-age=5", "public, max-age=31536000, immutable", "no-store"


def register(app: Flask) -> None:
    """Put them on every answer of an app, errors too."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """The table above, and how long the answer may be kept."""
    response.headers.extend(HEADERS)
    if request.endpoint != "static":
        response.headers.extend(NOT_FOR_ROBOTS)
    if response.status_code >= 400:
        response.headers["Cache-Control"] = NEVER_KEPT
    elif request.endpoint == "static" and request.args.get("v"):
        response.headers["Cache-Control"] = FOR_EVER
    elif request.endpoint != "static":
        response.headers.setdefault("Cache-Control", KEPT)
    response.vary.add("Accept-Encoding")
    return response
