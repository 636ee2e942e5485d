"""The service in front of the database: users and their keys. `user_service.py <database file>`"""

import asyncio
import sqlite3
import sys
import time
import uuid

from aiohttp import web

from program import serve


class Users:
    def __init__(self, file: str) -> None:
        self.database = sqlite3.connect(file)
        self.database.execute("pragma journal_mode = wal")
        self.database.execute("pragma synchronous = full")
        self.database.execute("create table user (telegram_id integer primary key, user_id text not null)")
        self.database.execute(
            "create table key (number integer primary key, user_id text not null, draft text not null,"
            " server text not null, access_url text not null, saved_at real not null)"
        )
        self.database.execute("create index key_user on key (user_id)")
        self.database.commit()

    async def user(self, request: web.Request) -> web.Response:
        telegram_id = int(request.match_info["telegram_id"])
        found = self.database.execute("select user_id from user where telegram_id = ?", (telegram_id,)).fetchone()
        if found is None:
            found = (str(uuid.uuid4()),)
            self.database.execute("insert into user values (?, ?)", (telegram_id, found[0]))
            self.database.commit()
        keys = self.database.execute("select count(*) from key where user_id = ?", found).fetchone()[0]
        return web.json_response({"user_id": found[0], "keys": keys})

    async def save(self, request: web.Request) -> web.Response:
        key = await request.json()
        self.database.execute(
            "insert into key (user_id, draft, server, access_url, saved_at) values (?, ?, ?, ?, ?)",
            (key["user_id"], key["draft"], key["server"], key["access_url"], time.time()),
        )
        self.database.commit()
        return web.json_response({}, status=201)

    async def saved(self, request: web.Request) -> web.Response:
        """For the measurement: which keys were saved, and when."""
        after = int(request.query["after"])
        rows = self.database.execute(
            "select number, draft, saved_at from key where number > ? order by number", (after,)
        ).fetchall()
        return web.json_response([{"number": row[0], "draft": row[1], "at": row[2]} for row in rows])


def main() -> None:
    users = Users(sys.argv[1])
    application = web.Application()
    application.router.add_post("/users/{telegram_id}", users.user)
    application.router.add_post("/keys", users.save)
    application.router.add_get("/keys", users.saved)
    asyncio.run(serve(application))


main()
