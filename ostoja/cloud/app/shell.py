"""The app's static shell, served from the office's own origin, and the page before it."""

import json
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ostoja.cloud.app.shell_files import shell_files
from ostoja.cloud.web.answers import answer
from ostoja.cloud.web.texts import spoken, text


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The app for who is signed in, a calm welcome for others."""
    if request.user.is_authenticated:
        return redirect("app:shell")
    return render(request, "app/welcome.html")


@require_safe
def shell(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view is given the request
    """The app's page, the same for everybody; it names every module, for a browser to fetch at once."""
    response = _file("index.html", "text/html; charset=utf-8")
    _, files = shell_files()
    links = "".join(f'<link rel="modulepreload" href="{path}">\n' for path in files if path.endswith(".js"))
    response.content = response.content.replace(b"</head>", links.encode() + b"</head>")
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The app's service worker, which may look after the whole app; it is told what belongs to the shell."""
    response = _file("sw.js", "text/javascript; charset=utf-8")
    version, files = shell_files()
    told = f"const SHELL = {json.dumps({'version': version, 'files': files})};\n"
    response.content = told.encode() + response.content
    response.headers["Service-Worker-Allowed"] = "/app/"
    return response


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """What a device needs to install the app, in the reader's language."""
    icons = [
        {"src": "/static/icons/mark-192.png", "sizes": "192x192", "type": "image/png"},
        {"src": "/static/icons/mark-512.png", "sizes": "512x512", "type": "image/png"},
        {"src": "/static/icons/mark.svg", "sizes": "any", "type": "image/svg+xml"},
    ]
    response = answer(
        {
            "id": "/app/",
            "name": text("site.name"),
            "short_name": text("site.name"),
            "description": text("site.description"),
            "lang": spoken(),
            "start_url": "/app/",
            "scope": "/app/",
            "display": "standalone",
            "background_color": "#f5f3ee",
            "theme_color": "#f5f3ee",
            "icons": icons,
        }
    )
    response.headers["Content-Type"] = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response


def _file(name: str, kind: str) -> HttpResponse:
    try:
        content = (settings.UI_FOLDER / "app" / name).read_bytes()
    except OSError as missing:
        raise Http404 from missing
    return HttpResponse(content, status=HTTPStatus.OK, content_type=kind, headers={"Cache-Control": "no-cache"})
