"""The service that knows the servers and picks one. `server_service.py <file with a JSON list of servers>`"""

import asyncio
import json
import sys

from aiohttp import web

from program import serve


class Servers:
    def __init__(self, file: str) -> None:
        with open(file, encoding="utf-8") as servers:
            self.servers = json.load(servers)
        self.given = {server["id"]: 0 for server in self.servers}

    async def best(self, request: web.Request) -> web.Response:
        location = request.query.get("location")
        fitting = [server for server in self.servers if location in (None, server["location"])]
        server = min(fitting, key=lambda one: self.given[one["id"]])
        self.given[server["id"]] += 1
        return web.json_response(server)


def main() -> None:
    application = web.Application()
    application.router.add_get("/servers/best", Servers(sys.argv[1]).best)
    asyncio.run(serve(application))


main()
