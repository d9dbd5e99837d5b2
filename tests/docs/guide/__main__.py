"""Tool behind `make guide`: print the secretariat's guide as the PDF that the bot sends."""

import re
import shutil
import sys

from playwright.sync_api import Browser, sync_playwright

from tests.docs.guide.page import GUIDE, PRINTED, anchor, page
from tests.docs.guide.printed import PrintedGuide

_DATE = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)")


def print_guide(browser: Browser, markdown: str) -> bytes:
    """Return the guide as a PDF.

    It is printed twice. The first print gives the page numbers for the table of contents.
    """
    first = PrintedGuide(_print(browser, page(markdown)))
    numbers = {anchor(title): number for title, number in first.outline}
    return _print(browser, page(markdown, numbers))


def _print(browser: Browser, html: str) -> bytes:
    sheet = browser.new_page()
    sheet.set_content(html)
    sheet.evaluate("document.fonts.ready")
    content = sheet.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
    sheet.close()
    # the same guide is the same file: a date would only say when it was printed
    return _DATE.sub(lambda found: b" " * len(found[0]), content)


def main() -> None:
    """Print the guide with Debian's Chromium into `data/content`, and write its path and size."""
    program = shutil.which("chromium")
    if program is None:
        sys.exit("Chromium is needed to print the guide: apt-get install chromium fonts-noto-color-emoji")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=("--no-sandbox", "--disable-gpu"))
        content = print_guide(browser, GUIDE.read_text("utf-8"))
        browser.close()
    PRINTED.write_bytes(content)
    sys.stdout.write(f"{PRINTED}: {len(content) / 1024:.0f} KiB\n")


if __name__ == "__main__":
    main()
