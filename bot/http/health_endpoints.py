"""Answer /healthz and /readyz: 200 where all is well, 503 with what is not."""

import json
from collections.abc import Mapping

from aiohttp import web

from bot.health.health import Check, ask


class CheckEndpoint:
    """Answers with the verdict of some checks, as JSON: {"well": false, "database": "DiskFull"}."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks

    async def handle(self, _request: web.Request) -> web.StreamResponse:
        """Ask the checks anew."""
        verdict = ask(self._checks)
        shown = {"well": verdict.is_well} | {
            name: trouble or "ok" for name, trouble in verdict.checks.items()
        }
        return web.Response(
            status=200 if verdict.is_well else 503,
            text=json.dumps(shown) + "\n",
            content_type="application/json",
            headers={"Cache-Control": "no-store"},
        )
