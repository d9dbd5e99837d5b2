"""Find the files, modules and links that a document names."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

_TOP = {path.name for path in ROOT.iterdir()}
_CODE = re.compile(r"`([^`\n]+)`")
_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"[\w.<>*…-]+(?:/[\w.<>*…-]+)*/?")
_SUFFIXES = {".py", ".sql", ".md", ".ftl", ".json", ".toml", ".txt"}
_MODULE = re.compile(r"(?:bot|handlers|scheduler|data|tests)(?:\.[A-Za-z_]\w*)+")
_TARGET = re.compile(r"\]\(([^)#\s]+)[^)\s]*\)")


def named_files(text: str) -> Iterator[str]:
    """Yield the files and folders of the project that stand in backticks, as glob patterns.

    These are paths that begin with a file or folder of the project, and names with the suffix of a source
    file. A placeholder in angle brackets or an ellipsis stands for any name.
    """
    for code in _codes(text):
        if _FILE.fullmatch(code) and (code.split("/")[0] in _TOP or Path(code).suffix in _SUFFIXES):
            yield re.sub(r"<[^>]*>|…", "*", code).rstrip("/")


def missing_files(text: str) -> set[str]:
    """Return the files and folders that a text names and the project does not have."""
    return {name for name in named_files(text) if not any(ROOT.glob(name))}


def missing_modules(text: str) -> set[str]:
    """Return the dotted names of ours in backticks that are neither modules nor in one.

    Names in the domain of examples are left out.
    """
    dotted = {code for code in _codes(text) if _MODULE.fullmatch(code)}
    return {code for code in dotted if not code.endswith(".example.org") and not is_module(code)}


def missing_links(document: Path) -> list[str]:
    """Return the targets of links to files that do not exist."""
    text = _CODE.sub("", _BLOCK.sub("", document.read_text("utf-8")))
    targets = [target for target in _TARGET.findall(text) if "://" not in target]
    return [target for target in targets if not (document.parent / target).exists()]


def is_module(name: str) -> bool:
    """Return whether the name is a module, a package, or a name that stands in a module."""
    path = ROOT.joinpath(*name.split("."))
    if path.is_dir() or path.with_suffix(".py").is_file():
        return True
    parent, attribute = path.parent.with_suffix(".py"), path.name
    return parent.is_file() and re.search(rf"\b{attribute}\b", parent.read_text("utf-8")) is not None


def _codes(text: str) -> list[str]:
    return _CODE.findall(_BLOCK.sub("", text))
