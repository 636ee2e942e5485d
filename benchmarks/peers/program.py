"""What the three programs share: saying where they listen, and ending with whoever started them."""

import asyncio
import os
import sys
import threading

from aiohttp import web


def ready(what: str) -> None:
    print("READY", what, flush=True)


def end_with_standard_input() -> None:
    def wait() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


async def serve(application: web.Application) -> None:
    end_with_standard_input()
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    ready("http://127.0.0.1:%d" % site._server.sockets[0].getsockname()[1])
    await asyncio.Event().wait()
