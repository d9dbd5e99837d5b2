"""Dockerfile, compose.yaml and the systemd unit agree with the settings and the command line."""

import re
import shlex
import shutil
import subprocess
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from bot.__main__ import app
from bot.app import STOP_SECONDS
from bot.commands.refusal import Status
from bot.http.server import KEEP_ALIVE_SECONDS
from bot.http.webhook_endpoint import LARGEST_BODY
from bot.setting_parsing.token import TOKEN_CREDENTIAL
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
CLOSING_SECONDS = 3.0
NAMES = {name.upper() for name in Settings.model_fields}
OF_PYTHON = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
FOLDER = "/var/lib/mag-bot"
DATABASE = f"sqlite:///{FOLDER}/mag-bot.db"


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile, each with its arguments on one line."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#")).replace("\\\n", " ")
    found = [line.split(maxsplit=1) for line in text.splitlines() if line.strip()]
    return [(name, rest) for name, rest in found]


def last_stage() -> Mapping[str, list[str]]:
    """Return the arguments of the last stage by instruction."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, rest in instructions():
        if name == "FROM":
            found.clear()
        found[name].append(rest)
    return found


def words(arguments: str) -> list[str]:
    """Return the words of an instruction in exec form."""
    return [str(word) for word in yaml.safe_load(arguments)]


def compose() -> dict[str, Any]:
    """Return compose.yaml."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


def unit() -> Mapping[str, list[str]]:
    """Return the values of the unit by name, of all its sections."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (ROOT / "deploy" / "mag-bot.service").read_text(encoding="utf-8").splitlines():
        if line and line[0] not in "#[":
            name, _, value = line.partition("=")
            found[name].append(value)
    return found


def options_of(command: Sequence[str]) -> set[str]:
    """Return the options that a subcommand of mag-bot has."""
    assert Path(command[0]).name == "mag-bot"
    group = typer.main.get_command(app)
    found = getattr(group, "commands", {})[command[1]]
    return {option for parameter in found.params for option in parameter.opts}


def seconds(text: str) -> float:
    """Return a length of time, as Docker and systemd write it, in seconds."""
    number, unit_ = re.fullmatch(r"(\d+)(s|min|)", text).groups()  # type: ignore[union-attr]
    return float(number) * (60 if unit_ == "min" else 1)


def test_container_has_only_settings_that_exist() -> None:
    """A setting that was renamed would be passed over without a word."""
    named = {word.partition("=")[0] for rest in last_stage()["ENV"] for word in shlex.split(rest)}
    bot = compose()["services"]["bot"]
    assert named - OF_PYTHON <= NAMES
    assert set(bot["environment"]) <= NAMES
    comments = re.findall(r"^#     ([A-Z_]+)=", (ROOT / "compose.yaml").read_text("utf-8"), re.MULTILINE)
    # one is the proxy's
    assert set(comments) - {"CADDY_SITE"} <= NAMES


def test_unit_has_only_settings_that_exist() -> None:
    """The token comes by the credential that the bot looks for, never by the environment."""
    named = {value.partition("=")[0] for value in unit()["Environment"]}
    assert named - OF_PYTHON <= NAMES
    assert [value.partition(":")[0] for value in unit()["LoadCredential"]] == [TOKEN_CREDENTIAL]
    assert "BOT_TOKEN" not in named


def test_all_places_keep_the_database_in_the_same_folder() -> None:
    """Files elsewhere are lost with the container, or forbidden by the unit."""
    stage, service = last_stage(), unit()
    environment = dict(word.split("=", 1) for rest in stage["ENV"] for word in shlex.split(rest))
    bot = compose()["services"]["bot"]
    assert environment["DATABASE_URL"] == bot["environment"]["DATABASE_URL"] == DATABASE
    assert f"DATABASE_URL={DATABASE}" in service["Environment"]
    assert [words(rest) for rest in stage["VOLUME"]] == [[FOLDER]]
    assert bot["volumes"] == [f"mag-bot:{FOLDER}"]
    assert service["StateDirectory"] == [Path(FOLDER).name]
    assert stage["WORKDIR"] == service["WorkingDirectory"] == [FOLDER]


def test_commands_are_those_of_the_command_line() -> None:
    """A service refuses to start without a token, and asks for its health by a cheap command."""
    stage = last_stage()
    (entry,), (command,) = stage["ENTRYPOINT"], stage["CMD"]
    (started,) = unit()["ExecStart"]
    health = words(stage["HEALTHCHECK"][0].partition(" CMD ")[2])
    for line in ([*words(entry), *words(command)], started.split(), health):
        assert {word for word in line if word.startswith("--")} <= options_of(line), line
    assert words(command) == started.split()[1:] == ["run", "--telegram"]
    assert health == ["mag-bot", "check", "--quick"]


def test_stop_in_order_is_waited_for() -> None:
    """SIGKILL comes only after the time that the bot takes at most."""
    needed = STOP_SECONDS + CLOSING_SECONDS
    assert seconds(compose()["services"]["bot"]["stop_grace_period"]) > needed
    assert seconds(unit()["TimeoutStopSec"][0]) > needed
    assert last_stage()["STOPSIGNAL"] == ["SIGTERM"]


def test_restart_is_not_tried_where_it_does_not_help() -> None:
    """The statuses are those that docs/running.md calls so."""
    prevented = {int(status) for status in unit()["RestartPreventExitStatus"][0].split()}
    assert prevented == {Status.REFUSED, Status.TOKEN_REFUSED}
    assert unit()["Restart"] == ["on-failure"]
    # what passes may take a night
    assert unit()["StartLimitIntervalSec"] == ["0"]
    assert unit()["Type"] == ["notify"]
    assert seconds(unit()["WatchdogSec"][0]) > 0


def test_bot_has_no_rights_it_does_not_need() -> None:
    """It runs as a user of its own, without capabilities and with a read-only file system."""
    bot, service = compose()["services"]["bot"], unit()
    assert last_stage()["USER"] == ["10001:10001"]
    assert (bot["read_only"], bot["cap_drop"]) == (True, ["ALL"])
    assert bot["security_opt"] == ["no-new-privileges:true"]
    assert service["User"] == ["mag-bot"]
    assert service["ProtectSystem"] == ["strict"]
    assert service["NoNewPrivileges"] == ["yes"]
    assert service["CapabilityBoundingSet"] == [""]


def test_image_has_the_whole_program_and_no_secret() -> None:
    """Each package of the wheel is copied, each source exists, and what .dockerignore hides is not copied."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    sources = [
        source
        for name, rest in instructions()
        if name == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    ]
    assert set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) <= set(sources)
    assert all((ROOT / source).exists() for source in sources)
    shown = _shown_by_dockerignore()
    assert all(any(fnmatch(source, pattern) for pattern in shown) for source in sources)
    assert not any(fnmatch(secret, pattern) for secret in (".env", "var", ".git") for pattern in shown)


def _shown_by_dockerignore() -> list[str]:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    return [rule[1:] for rule in rules if rule.startswith("!")]


def test_base_is_an_exact_version_that_the_project_supports() -> None:
    """A tag that moves would change the image without a change here."""
    (base,) = [rest for name, rest in instructions() if name == "ARG" and rest.startswith("BASE=")]
    found = re.fullmatch(r"BASE=python:(\d+)\.(\d+)\.\d+-slim-[a-z]+(@sha256:[0-9a-f]{64})?", base)
    assert found is not None
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Programming Language :: Python :: {found[1]}.{found[2]}" in project["classifiers"]
    for service in compose()["services"].values():
        assert "build" in service or re.fullmatch(r"\w+:\d+\.\d+\.\d+-\w+", service["image"])


def test_proxy_passes_only_what_telegram_posts_on() -> None:
    """Health and metrics stay inside, and the profile is off unless asked for."""
    proxy = compose()["services"]["proxy"]
    site = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert proxy["profiles"] == ["webhook"]
    assert "CADDY_SITE" in proxy["environment"]
    assert site.count("reverse_proxy") == site.count("reverse_proxy bot:8080") == 1
    assert re.findall(r"^\t\tpath (\S+)$", site, re.MULTILINE) == ["/telegram"]
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert re.search(r"WEBHOOK_URL=https://[\w.]+/telegram$", text, re.MULTILINE)
    assert re.search(r"HTTP_LISTEN=0\.0\.0\.0:8080$", text, re.MULTILINE)


def test_both_proxies_pass_the_same_on() -> None:
    """The same path to the same port, and updates of the same size."""
    caddy, nginx = ((ROOT / "deploy" / name).read_text("utf-8") for name in ("Caddyfile", "nginx.conf"))
    assert re.findall(r"path (\S+)$", caddy, re.MULTILINE) == re.findall(r"location = (\S+) {", nginx)
    assert re.findall(r"proxy bot:(\d+)$", caddy, re.MULTILINE) == re.findall(r"server [\d.]+:(\d+);", nginx)
    [most], [bytes_] = (
        re.findall(r"max_size (\d+)MB", caddy),
        re.findall(r"client_max_body_size (\d+)m;", nginx),
    )
    assert most == bytes_
    assert int(most) * 10**6 > LARGEST_BODY
    [kept] = re.findall(r"keepalive_timeout (\d+)s;", nginx)
    assert int(kept) < KEEP_ALIVE_SECONDS


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    """No line is unknown to it. The program it starts need not be installed here."""
    text = (ROOT / "deploy" / "mag-bot.service").read_text(encoding="utf-8")
    copy = tmp_path / "mag-bot.service"
    copy.write_text(
        re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE), encoding="utf-8"
    )
    done = subprocess.run(  # noqa: S603 - a unit of our own
        ["systemd-analyze", "verify", str(copy)],  # noqa: S607 - wherever it is installed
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
