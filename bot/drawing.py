"""Turn SVG into PNG in a child process, because the renderer would hold the event loop.

One picture takes 0.1 to 0.2 s of CPU, and resvg keeps Python's global lock meanwhile. A child process
starts in some 60 ms. Pictures are cached by what they show, so few are drawn.
"""

import asyncio
import sys
from importlib.resources import as_file, files
from pathlib import Path

TIMEOUT_SECONDS = 10.0
"""A picture takes 0.2 s. What takes fifty times as long will not come."""

LONGEST_SVG = 1_000_000
"""Characters of a document; the largest of ours has 70,000."""

_FONTS = ("GolosText-Regular.ttf", "GolosText-Bold.ttf")


class NotDrawn(Exception):
    """The picture could not be drawn. reason says why, for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def draw(svg: str) -> bytes:
    """Return the PNG of an SVG document.

    Raises NotDrawn where the child process fails, is killed, or takes longer than TIMEOUT_SECONDS.
    """
    if len(svg) > LONGEST_SVG:
        raise NotDrawn(f"{len(svg)} characters")
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", "bot.drawing"), stdin=pipe, stdout=pipe, stderr=pipe
    )
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            png, complaint = await process.communicate(svg.encode())
    except TimeoutError:
        raise NotDrawn("timeout") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0 or not png:
        raise NotDrawn(complaint.decode(errors="replace").strip().rpartition("\n")[2])
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
