"""A tool: read the bot's health and metrics over HTTP, as a supervisor does."""

import asyncio
import json
import shutil
from asyncio.subprocess import PIPE

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from tests.running.steps import expect


async def check_health(address: str) -> None:
    """Ask for health and readiness. Raises StepFailed if one of them is not well."""
    for path in ("/healthz", "/readyz"):
        status, text = await _get(f"{address}{path}")
        expect(status == 200, f"{path} answers {status}: {text.strip()}")
        expect(json.loads(text)["well"] is True, f"{path} is not well: {text.strip()}")


async def until_jobs_run(address: str) -> None:
    """Wait until the bot leads, which takes some seconds, and a job has run."""
    async with asyncio.timeout(60):
        while True:
            samples, _ = await _metrics(address)
            if any(value for name, value in samples.items() if name[0] == "mag_job_runs_total"):
                return
            await asyncio.sleep(0.5)


async def check_metrics(address: str, *, updates: int) -> None:
    """Read the metrics with the parser of Prometheus, and with promtool if it is installed.

    Raises StepFailed if they count fewer stored updates, or show trouble.
    """
    samples, text = await _metrics(address)
    stored = samples.get(("mag_webhook_posts_total", "stored"), 0)
    expect(stored >= updates, f"the metrics count {stored} stored posts")
    ill = [name for name, value in samples.items() if name[0] == "mag_check" and value != 1]
    expect(not ill, f"the metrics show trouble: {ill}")
    if (promtool := shutil.which("promtool")) is not None:
        await _lint(promtool, text)


async def _metrics(address: str) -> tuple[dict[tuple[str, ...], float], str]:
    """Return the metrics by name and labels, and their text."""
    status, text = await _get(f"{address}/metrics")
    expect(status == 200, f"/metrics answers {status}")
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    return samples, text


async def _lint(promtool: str, text: str) -> None:
    process = await asyncio.create_subprocess_exec(
        promtool, "check", "metrics", stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    _, complaints = await process.communicate(text.encode())
    expect(process.returncode == 0, f"promtool complains: {complaints.decode().strip()}")


async def _get(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()
