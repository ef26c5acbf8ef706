"""What every answer carries and every request must meet, whatever the page: plain ASGI, outside of all else."""

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing is loaded from elsewhere and nothing in a page runs or is styled by what stands in the page itself.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
LARGEST_BODY = 64 * 2**20
_TOO_LARGE = f"that is more than {LARGEST_BODY // 2**20} MB; send it in parts, or use `factdb import`"


class SafeHeaders:
    """Puts the headers above on every answer; what is not a file of our own is not kept by anybody."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                kept = scope["path"].startswith("/static/") and message["status"] in (200, 304)
                headers["Cache-Control"] = "max-age=3600" if kept else "no-store"
            await send(message)

        await self._app(scope, receive, sending)


class BoundedBody:
    """Ends a request whose body is larger than LARGEST_BODY."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        declared = Headers(scope=scope).get("content-length", "0") if scope["type"] == "http" else "0"
        if not declared.isdecimal() or int(declared) > LARGEST_BODY:
            await PlainTextResponse(_TOO_LARGE + "\n", 413)(scope, receive, send)
            return
        got = 0

        async def receiving() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > LARGEST_BODY:
                raise HTTPException(413, _TOO_LARGE)
            return message

        await self._app(scope, receiving, send)


def is_same_site(headers: Headers, hosts: Iterable[str]) -> bool:
    """False for a request that a browser says another site has made."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    name = origin.split("://", 1)[-1]
    return name == headers.get("host") or name.rsplit(":", 1)[0] in hosts
