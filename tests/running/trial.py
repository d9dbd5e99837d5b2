"""A tool: try one installation, from the first question to the restored bot."""

import re
import secrets
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.client.client import Person, Sandbox
from tests.bot.http.posting import free_port
from tests.running.installing import Installation
from tests.running.looking import check_health, check_metrics, until_jobs_run
from tests.running.programs import Place, Program, ServiceManager, started
from tests.running.proxy import NAME, Proxy, free_port_of_telegram
from tests.running.steps import expect, step
from tests.world.running_bot import ask, tap

_FOLLOW, _FOLLOWED = "Напоминать о юбилеях", "✅ Юбилеи · отключить"
_RUNNING_STATUS = 4
_LIMIT = 60.0


@dataclass(frozen=True, slots=True)
class Trial:
    """The installation, its Telegram (the sandbox), its proxy and its service manager."""

    bot: Installation
    token: str
    telegram: str
    sandbox: Sandbox
    proxy: Proxy
    manager: ServiceManager

    @property
    def env_file(self) -> Path:
        """Return the path of the file that `mag-bot init` writes."""
        return self.bot.place.folder / ".env"

    @property
    def inside(self) -> str:
        """Return the address of the bot itself, behind the proxy."""
        return f"http://127.0.0.1:{self.proxy.backend}"

    async def run(self) -> None:
        """Go through all steps. Raises StepFailed."""
        owner, anna = await self.sandbox.person("Вера Новикова"), await self.sandbox.person("Анна")
        await self._initialise(owner)
        with step("HTTP is set, with a certificate of openssl"):
            await self.proxy.certify(self.bot.place)
            self._set_http()
        with step("`mag-bot check` says that the server can be opened, and that no bot runs"):
            printed = await self.bot.command("check", status=1)
            ill = re.findall(r"^✗ (.+?):", printed, re.MULTILINE)
            expect("✓ HTTP server: " in printed and "✓ Certificate: " in printed, printed)
            expect(ill == ["Bot"], f"ill are {ill}")
        async with self.proxy.opened():
            async with self._started() as bot:
                await self._serve(owner, anna)
                await self._copy(anna)
                await self._stop(bot)
            await self._restore(anna)
            async with self._started() as bot:
                await self._go_on(anna)
                await self._stop(bot)

    async def _initialise(self, owner: Person) -> None:
        with step("`mag-bot init` finds the owner by a message and writes .env"):
            environment = {**self.bot.place.environment, "TELEGRAM_API_URL": self.telegram}
            place = Place(self.bot.place.folder, environment)
            async with started(place, "init", (self.bot.program, "init", "--language", "en")) as init:
                init.types(self.token)
                init.types("")
                link = await init.prints(r"\?start=[\w-]+")
                await owner.start(link.partition("=")[2])
                await init.ends_well()
            mode = stat.S_IMODE(self.env_file.stat().st_mode)
            expect(mode == 0o600, f".env has the mode {mode:o}")
            written = self.env_file.read_text(encoding="utf-8")
            expect(f"OWNER_IDS={owner.id}\n" in written, ".env names another owner")

    def _set_http(self) -> None:
        with self.env_file.open("a", encoding="utf-8") as file:
            file.write(
                f"HTTP_LISTEN=127.0.0.1:{self.proxy.backend}\n"
                f"WEBHOOK_URL={self.proxy.address}\n"
                f"WEBHOOK_CERTIFICATE={self.proxy.certificate}\n"
            )

    @asynccontextmanager
    async def _started(self) -> AsyncIterator[Program]:
        environment = {**self.bot.place.environment, **self.manager.environment}
        place = Place(self.bot.place.folder, environment)
        self.manager.forget()
        async with started(place, "bot", self.bot.run) as bot:
            with step("the bot runs: it is ready and gives signs of life"):
                # in any language
                await bot.prints(rf"\s127\.0\.0\.1:{self.proxy.backend}\b")
                await self.manager.hears("READY=1")
                await self.manager.hears("WATCHDOG=1")
            yield bot

    async def _serve(self, owner: Person, anna: Person) -> None:
        with step("updates come through the proxy and are answered"):
            greeting = await owner.reply(limit=_LIMIT)
            expect(greeting.buttons, f"the owner was greeted without buttons: {greeting.text}")
            answer = await ask(anna, "/city Казань")
            expect("Казань" in answer.text, f"the city is not in the answer: {answer.text}")
            expect(self.proxy.passed_on >= 2, f"the proxy has passed on {self.proxy.passed_on} updates")
            polls = await self.sandbox.calls("getUpdates", after=await self._first_call_of_the_bot())
            expect(not polls, "the bot polls, too")
        with step("a wrong secret gets 401, other paths do not go through the proxy"):
            await self._knock()
        with step("the bot takes the lead, and its jobs run"):
            await until_jobs_run(self.inside)
        with step("/healthz and /readyz answer 200"):
            await check_health(self.inside)
        with step("/metrics is read by Prometheus's own parser"):
            await check_metrics(self.inside, updates=2)
        with step("`mag-bot check` finds nothing ill"):
            await self.bot.command("check")

    async def _first_call_of_the_bot(self) -> int:
        """Return the number of the call that set the webhook.

        The polls before it were made by `mag-bot init`, to find the owner.
        """
        return int((await self.sandbox.calls("setWebhook"))[0]["number"])

    async def _knock(self) -> None:
        update = {"update_id": 1, "message": {"message_id": 1}}
        for secret in ("wrong", "ы", ""):
            status = await self.proxy.post(update, secret)
            expect(status == 401, f"a secret «{secret}» gets {status}")
        for method, path, wanted in (
            ("GET", "/telegram", 403),
            ("GET", "/healthz", 404),
            ("GET", "/metrics", 404),
            ("POST", "/", 404),
        ):
            status = await self.proxy.request(method, path)
            expect(status == wanted, f"{method} {path} through the proxy gets {status}")

    async def _copy(self, anna: Person) -> None:
        with step("`mag-bot backup` copies what a reader has set"):
            shown = await tap(anna, await ask(anna, "/start"), _FOLLOW)
            expect(_FOLLOWED in shown.labels, f"the subscription is not shown: {shown.labels}")
            await self.sandbox.settled(limit=_LIMIT)
            await self.bot.command("backup", "copy.db")
        with step("`mag-bot restore` is refused beside the running bot"):
            shown = await tap(anna, shown, _FOLLOWED)
            expect(_FOLLOWED not in shown.labels, "the subscription is not ended")
            await self.bot.command("restore", "copy.db", status=_RUNNING_STATUS)

    async def _stop(self, bot: Program) -> None:
        with step("the bot ends in order within 20 s"):
            # the socket holds a few messages, and what comes after them is lost
            self.manager.forget()
            await self.bot.stop(bot)
            await self.manager.hears("STOPPING=1", limit=1)

    async def _restore(self, anna: Person) -> None:
        await anna.unread()
        with step("a reader asks while no bot runs"):
            await anna.say("/city Минск")
        with step("`mag-bot restore` puts the copy back"):
            printed = await self.bot.command("restore", "copy.db")
            expect("copy.db" in printed, printed)

    async def _go_on(self, anna: Person) -> None:
        with step("the question is answered, and nothing else is told"):
            answer = await anna.reply(limit=_LIMIT)
            expect("Минск" in answer.text, f"the answer is another one: {answer.text}")
            await self.sandbox.settled(limit=_LIMIT)
            more = [one.text for one in await anna.unread()]
            expect(not more, f"the reader was told more: {more}")
        with step("everything is as it was when the copy was made"):
            shown = await ask(anna, "/start")
            expect(_FOLLOWED in shown.labels, f"the subscription is lost: {shown.labels}")
            await until_jobs_run(self.inside)
            await self.bot.command("check")


@asynccontextmanager
async def open_trial(installation: Installation, folder: Path) -> AsyncIterator[Trial]:
    """Start the sandbox of an installation, and yield a trial with its proxy and manager."""
    token, port = f"{secrets.randbelow(10**9) + 1}:{secrets.token_urlsafe(26)}", free_port()
    command = (installation.program, "sandbox", "--port", str(port), "--token", token)
    options = ("--webhook-host", NAME, "--language", "en")
    place = Place(folder, installation.place.environment)
    proxy = Proxy(folder / "nginx", free_port(), free_port_of_telegram())
    proxy.folder.mkdir()
    manager = ServiceManager(folder / "notify")
    async with started(place, "sandbox", (*command, *options)) as server:
        with step("the sandbox stands in for Telegram"):
            await server.prints("Token: ")
        telegram = f"http://127.0.0.1:{port}"
        async with Sandbox(telegram, limit=_LIMIT) as sandbox:
            try:
                yield Trial(installation, token, telegram, sandbox, proxy, manager)
            finally:
                manager.close()
