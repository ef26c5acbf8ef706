"""The server: every request becomes an ``Ask``, every ``Answer`` a page, JSON or a file."""

import json
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from factdb.errors import FactDBError, InputError, NotFoundError, StaleError
from factdb.formats.html.text import TEXT_STYLE
from factdb.web.access.people import Visit
from factdb.web.access.safety import BoundedBody, SafeHeaders, is_same_site
from factdb.web.asking import Answer, Ask, Go, Lines, Page, Upload
from factdb.web.entering import is_current, known_by_token
from factdb.web.routes import ROUTES, Endpoint
from factdb.web.site import Site
from factdb.web.templating import render

_STATIC = Path(__file__).parent / "static"
_LONGEST_FIELD = 16 * 2**20  # bytes of pasted text
_STATUS = ((NotFoundError, 404), (StaleError, 409), (InputError, 422))
_log = logging.getLogger("factdb.web")


def make_app(site: Site) -> Starlette:
    """The application that serves ``site``."""
    routes = [
        Route(f"{one.path}{ending}", _endpoint(site, one), methods=[one.method], name=f"{one.name}{ending}")
        for one in ROUTES
        for ending in ((".json", "") if one.path != "/" else ("",))
    ]
    return Starlette(
        routes=[
            *routes,
            Route("/static/text.css", _text_style),
            Mount("/static", StaticFiles(directory=_STATIC), name="static"),
        ],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(site.hosts), www_redirect=False),
            Middleware(BoundedBody),
        ],
        exception_handlers={HTTPException: _http_error(site)},
    )


def _text_style(_request: Request) -> Response:
    """How marks look: the pages and the report that is one file share it."""
    return FileResponse(TEXT_STYLE, media_type="text/css")


def _endpoint(site: Site, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        wants_json = _wants_json(request)
        secret = request.cookies.get(site.cookie, "")
        visit = site.visits.of(secret)
        fresh = ""
        try:
            await run_in_threadpool(_forget_strangers, site, visit)
            if site.key and (given := request.query_params.get("key")):
                return _with_key(site, request, given)
            bearer = request.headers.get("authorization", "")
            if bearer:
                visit = await run_in_threadpool(known_by_token, site, bearer)
                if request.method != "GET":
                    raise HTTPException(403, "a token only reads")
            elif visit is None:
                fresh, visit = site.visits.begin(None)
            _refuse(endpoint, visit, site)
            if wants_json:
                _refuse_unknown(endpoint, request)
            ask = await _asked(site, request, visit, wants_json)
            if request.method == "POST":
                _refuse_forged(request, ask, site)
            found = await run_in_threadpool(endpoint.handler, ask)
            response = await run_in_threadpool(_response, found, ask)
            if isinstance(found, Go) and found.person:
                site.visits.end(secret)
                fresh, _ = site.visits.begin(found.person)
        except FactDBError as error:
            status = next((status for kind, status in _STATUS if isinstance(error, kind)), 503)
            response = _error(site, visit, status, str(error), wants_json)
        except HTTPException as error:
            if error.status_code == 401 and not wants_json and not site.alone:
                response = RedirectResponse(f"/login?next={quote(_relative(request), safe='')}", 303)
            else:
                response = _error(site, visit, error.status_code, error.detail, wants_json)
        except Exception as error:
            response = _unexpected(request, error)
        if fresh:
            _set_cookie(site, request, response, fresh)
        return response

    return answer


def _forget_strangers(site: Site, visit: Visit | None) -> None:
    """Whoever was removed, or whose password or role was changed, is a stranger again."""
    if visit is not None and visit.person is not None and not is_current(site, visit.person):
        visit.person = None


def _with_key(site: Site, request: Request, given: str) -> Response:
    """The address that ``factdb serve`` printed: let its one person in, and take the key out of the address."""
    if not secrets.compare_digest(given.encode(), site.key.encode()):
        return _error(
            site, None, 401, "this key is of another server; open the address that `factdb serve` prints", False
        )
    secret, _ = site.visits.begin(site.alone)
    response = RedirectResponse(str(request.url.remove_query_params("key").replace(scheme="", netloc="")) or "/", 303)
    _set_cookie(site, request, response, secret)
    return response


def _refuse(endpoint: Endpoint, visit: Visit, site: Site) -> None:
    if endpoint.role is None:
        return
    if visit.person is None:
        way = "open the address that `factdb serve` printed, with its key" if site.alone else "log in first"
        raise HTTPException(401, way)
    if not visit.person.role.covers(endpoint.role):
        raise HTTPException(403, f"this is for a {endpoint.role}; you are a {visit.person.role}")


def _refuse_unknown(endpoint: Endpoint, request: Request) -> None:
    """A mistyped condition would make a program get all claims; in a person's browser links carry words of others."""
    for name in request.query_params:
        if name not in (*endpoint.query, "key"):
            known = f"takes {', '.join(endpoint.query)}" if endpoint.query else "takes no words behind a question mark"
            raise HTTPException(400, f"{name}: is not known here; {endpoint.path} {known}")


def _refuse_forged(request: Request, ask: Ask, site: Site) -> None:
    token = request.headers.get("x-csrf-token") or ask.field("csrf")
    if not is_same_site(request.headers, site.hosts) or not secrets.compare_digest(
        token.encode(), ask.visit.csrf.encode()
    ):
        raise HTTPException(403, "this form is not one of ours, or is too old; load the page again and send it again")


async def _asked(site: Site, request: Request, visit: Visit, wants_json: bool) -> Ask:
    form: list[tuple[str, str]] = []
    uploads: list[Upload] = []
    if request.method == "POST":
        given = await request.form(max_files=1000, max_fields=1000, max_part_size=_LONGEST_FIELD)
        for name, value in given.multi_items():
            if isinstance(value, UploadFile):
                uploads += [Upload(value.filename, value.file)] if value.filename else []
            else:
                form.append((name, value.replace("\r\n", "\n")))
    path = request.url.path.removesuffix(".json")
    return Ask(
        site,
        visit,
        dict(request.path_params),
        request.query_params.multi_items(),
        form,
        uploads,
        path,
        request.client.host if request.client else "",
        wants_json,
    )


def _response(answer: Answer, ask: Ask) -> Response:
    match answer:
        case Go(address, data):
            return _json(data) if ask.wants_json else RedirectResponse(address, 303)
        case Lines(name, media_type, chunks):
            safe = quote(name, safe="")
            disposition = f"attachment; filename*=UTF-8''{safe}"
            return StreamingResponse(chunks, 200, {"Content-Disposition": disposition}, media_type)
        case Page(template, data, only_html, status):
            if ask.wants_json:
                return _json(data, status)
            return _html(template, {**data, **only_html, "ask": ask}, status)


def _html(template: str, data: Mapping[str, Any], status: int = 200) -> Response:
    return Response(render(template, data), status, media_type="text/html")


def _json(data: Mapping[str, Any], status: int = 200) -> Response:
    written = json.dumps(data, ensure_ascii=False, default=_plain)
    return Response(written.encode("utf-8", "replace"), status, media_type="application/json")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return list(value) if isinstance(value, Iterable) else str(value)


def _error(site: Site, visit: Visit | None, status: int, message: str, wants_json: bool) -> Response:
    if wants_json:
        return _json({"error": message}, status)
    return _html(
        "error.html", {"ask": Ask(site, visit or Visit(None, "")), "status": status, "message": message}, status
    )


def _http_error(site: Site) -> Callable[[Request, Exception], Response]:
    def handle(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        message = "there is no such page" if error.status_code == 404 else error.detail
        visit = site.visits.of(request.cookies.get(site.cookie, ""))
        return _error(site, visit, error.status_code, message, _wants_json(request))

    return handle


def _unexpected(request: Request, error: Exception) -> Response:
    """What nobody foresaw: told on the server's terminal, and to the user only that it happened."""
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    message = "something went wrong on the server, which says more on its terminal"
    if _wants_json(request):
        return _json({"error": message}, 500)
    return Response(message, 500, media_type="text/plain")


def _wants_json(request: Request) -> bool:
    return request.url.path.endswith(".json") or request.headers.get("accept", "").startswith("application/json")


def _relative(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _set_cookie(site: Site, request: Request, response: Response, secret: str) -> None:
    response.set_cookie(
        site.cookie,
        secret,
        max_age=14 * 24 * 3600,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
