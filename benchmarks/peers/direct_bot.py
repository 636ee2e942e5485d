"""A bot that calls its services directly: a handler per update, three services in sequence.

`direct_bot.py <Bot API> <token> <user service> <server service> [--one-at-a-time]`
"""

import asyncio
import binascii
import sys
import traceback

import aiohttp

from program import end_with_standard_input, ready

LONG_POLL_SECONDS = 25
PATIENCE = aiohttp.ClientTimeout(total=10)
LONG_PATIENCE = aiohttp.ClientTimeout(total=LONG_POLL_SECONDS + 10)


class Telegram:
    def __init__(self, session: aiohttp.ClientSession, address: str, token: str) -> None:
        self.session = session
        self.base = f"{address}/bot{token}/"

    async def call(self, method: str, patience: aiohttp.ClientTimeout = PATIENCE, **parameters):
        async with self.session.post(self.base + method, json=parameters, timeout=patience) as response:
            answer = await response.json()
        if not answer["ok"] and "message is not modified" not in answer["description"]:
            raise RuntimeError(f"{method}: {answer['description']}")
        return answer.get("result")


class Bot:
    def __init__(self, session: aiohttp.ClientSession, telegram: Telegram, users: str, servers: str) -> None:
        self.session = session
        self.telegram = telegram
        self.users = users
        self.servers = servers
        self.pins = {}

    async def handle(self, update: dict) -> None:
        try:
            if "callback_query" in update:
                await self.pressed(update["callback_query"])
        except Exception:  # one update must not end the bot
            traceback.print_exc()

    async def pressed(self, press: dict) -> None:
        chat, message = press["message"]["chat"]["id"], press["message"]["message_id"]
        draft, location = self.asked(press["data"])
        await self.telegram.call("answerCallbackQuery", callback_query_id=press["id"])
        await self.show(chat, message, "Creating your key…")
        user = await self.json("POST", f"{self.users}/users/{press['from']['id']}", 200)
        query = f"?location={location}" if location else ""
        server = await self.json("GET", f"{self.servers}/servers/best{query}", 200)
        key = await self.json(
            "POST",
            f"{server['api_url']}/access-keys",
            201,
            json={"name": f"{chat}-{user['keys'] + 1}", "method": "chacha20-ietf-poly1305"},
            ssl=self.pin(server["cert_sha256"]),
        )
        saved = {
            "user_id": user["user_id"],
            "draft": draft,
            "server": server["id"],
            "access_url": key["accessUrl"],
        }
        await self.json("POST", f"{self.users}/keys", 201, json=saved)
        await self.show(chat, message, f"Your key:\n<code>{key['accessUrl']}</code>")

    def pin(self, sha256: str) -> aiohttp.Fingerprint:
        """The same object each time: connections are kept by it."""
        if sha256 not in self.pins:
            self.pins[sha256] = aiohttp.Fingerprint(binascii.unhexlify(sha256))
        return self.pins[sha256]

    @staticmethod
    def asked(data: str) -> tuple[str, str | None]:
        """The buttons of Llavero: `1.g.<draft>` and `1.p.<draft>.<protocol>.<place>`."""
        parts = data.split(".")
        return parts[2], parts[4] if parts[1] == "p" else None

    async def show(self, chat: int, message: int, text: str) -> None:
        await self.telegram.call("editMessageText", chat_id=chat, message_id=message, text=text, parse_mode="HTML")

    async def json(self, verb: str, url: str, expected: int, **more) -> dict:
        async with self.session.request(verb, url, timeout=PATIENCE, **more) as response:
            if response.status != expected:
                raise RuntimeError(f"{verb} {url.rsplit('/', 1)[-1]}: {response.status}")
            return await response.json()


async def poll(telegram: Telegram, bot: Bot, one_at_a_time: bool) -> None:
    offset, running = 0, set()
    while True:
        updates = await telegram.call("getUpdates", LONG_PATIENCE, offset=offset, timeout=LONG_POLL_SECONDS)
        for update in updates:
            offset = update["update_id"] + 1
            if one_at_a_time:
                await bot.handle(update)
            else:
                task = asyncio.create_task(bot.handle(update))
                running.add(task)
                task.add_done_callback(running.discard)


async def main(address: str, token: str, users: str, servers: str, *options: str) -> None:
    end_with_standard_input()
    async with aiohttp.ClientSession() as session:
        telegram = Telegram(session, address, token)
        name = (await telegram.call("getMe"))["username"]
        ready(name)
        await poll(telegram, Bot(session, telegram, users, servers), "--one-at-a-time" in options)


asyncio.run(main(*sys.argv[1:]))
