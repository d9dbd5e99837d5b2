"""Turn SVG into PNG in a child process, because the renderer would hold the event loop.

One picture takes 0.1 to 0.2 s of CPU, and resvg keeps Python's global lock meanwhile. A child process
starts in some 60 ms. Pictures are cached by what they show, so few are drawn.
"""

import asyncio
import os
import sys
from importlib.resources import as_file, files
from pathlib import Path

TIMEOUT_SECONDS = 10.0
"""A picture takes 0.2 s. What takes fifty times as long will not come."""

LONGEST_SVG = 1_000_000
"""Characters of a document; the largest of ours has 70,000."""

PNG_SIGNATURE = b"\x89PNG"

_ROOT = Path(__file__).resolve().parents[2]
_FONTS = ("GolosText-Regular.ttf", "GolosText-Bold.ttf")


class NotDrawn(Exception):
    """The picture could not be drawn. reason says why, for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DrawerKilled(NotDrawn):
    """A signal ended the child process, as when the machine is short of memory."""


async def draw(svg: str) -> bytes:
    """Return the PNG of an SVG document. A child process that is killed is started once more.

    Raises NotDrawn where the child process fails, is killed again, or takes longer than TIMEOUT_SECONDS.
    """
    if len(svg) > LONGEST_SVG:
        raise NotDrawn(f"{len(svg)} characters")
    try:
        return await _draw_in_child(svg)
    except DrawerKilled:
        return await _draw_in_child(svg)


async def _draw_in_child(svg: str) -> bytes:
    pipe = asyncio.subprocess.PIPE
    try:
        # without our environment, which may hold the token
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-B", "-m", "bot.pictures.drawing"),
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            cwd=_ROOT,
            env={"PYTHONPATH": os.fspath(_ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
        )
    except OSError as error:
        raise NotDrawn(type(error).__name__) from error
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            png, complaint = await process.communicate(svg.encode())
    except TimeoutError:
        raise NotDrawn("timeout") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    status = process.returncode or 0
    if status < 0:
        raise DrawerKilled(f"signal {-status}")
    if status or not png.startswith(PNG_SIGNATURE):
        raise NotDrawn(complaint.decode(errors="replace").strip().rpartition("\n")[2] or "no picture")
    return png


def render(svg: str) -> bytes:
    """Return the PNG of an SVG document, drawn in this process with the shipped fonts alone."""
    # imported here: a process that draws nothing must not pay for the library
    import resvg_py

    folder = files("data.content") / "fonts"
    with as_file(folder / _FONTS[0]) as regular, as_file(folder / _FONTS[1]) as bold:
        fonts = [str(Path(regular)), str(Path(bold))]
        return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=fonts))


if __name__ == "__main__":
    sys.stdout.buffer.write(render(sys.stdin.read()))
