"""A web service that checks articles: POST /check takes a row, and gives a report.

    pip install claimcheck-llm starlette uvicorn
    CLAIMCHECK_MODEL=gpt-5-mini uvicorn --app-dir examples service:app
    curl --json '{"text": "Two gates jammed, people close to the inquiry said."}' http://127.0.0.1:8000/check

One `Checker` serves all requests: they share its connections, its budget and its limit of calls under way. A client
that goes away does not end its check; what the model answered is then kept for the next time.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from claimcheck import Checker, InputError
from claimcheck.formats.row import row_of

LARGEST_BODY = 1_000_000
"""Bytes. A newspaper article has some ten thousand."""


@asynccontextmanager
async def one_checker(app: Starlette) -> AsyncIterator[None]:
    """The checker of all requests, closed when the service ends."""
    with Checker(os.environ.get("CLAIMCHECK_MODEL")) as app.state.checker:
        yield


async def check(request: Request) -> Response:
    """A report on the article in the body, or why there is none."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return JSONResponse({"error": f"an article has at most {LARGEST_BODY:,} bytes here"}, status_code=413)
    row = row_of(body, "the request")
    if row.article is None:
        return JSONResponse({"error": row.error}, status_code=422)
    try:
        report = await request.app.state.checker.acheck(row.article)
    except InputError as error:
        return JSONResponse({"error": str(error)}, status_code=422)
    return Response(report.model_dump_json(), media_type="application/json")


app = Starlette(routes=[Route("/check", check, methods=["POST"])], lifespan=one_checker)
