"""Answer /metrics in the format that the scraper understands."""

from aiohttp import web

from bot.metrics.metrics import Metrics


class MetricsEndpoint:
    """Answers with the metrics of the process."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Gather the metrics anew."""
        body, content_type = await self._metrics.render(request.headers.get("Accept", ""))
        return web.Response(body=body, headers={"Content-Type": content_type, "Cache-Control": "no-store"})
