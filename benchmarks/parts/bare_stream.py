"""The least that can be done: a list in memory, a stream down and a post up, on the same server and framework.

Nothing is kept, nobody is asked who they are, and everybody sees everything.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Route

LISTENING: set[asyncio.Queue[str]] = set()


async def _post(request: Request) -> JSONResponse:
    said = json.dumps(await request.json())
    for queue in LISTENING:
        queue.put_nowait(said)
    return JSONResponse({})


async def _events(_request: Request) -> StreamingResponse:
    return StreamingResponse(_lines(), media_type="text/event-stream")


async def _lines() -> AsyncIterator[str]:
    queue = asyncio.Queue[str]()
    LISTENING.add(queue)
    try:
        yield ": here\n\n"
        while True:
            yield f"data: {await queue.get()}\n\n"
    finally:
        LISTENING.discard(queue)


if __name__ == "__main__":
    routes = [Route("/op", _post, methods=["POST"]), Route("/events", _events)]
    uvicorn.run(Starlette(routes=routes), host="127.0.0.1", port=int(sys.argv[1]), log_level="error", timeout_graceful_shutdown=1)
