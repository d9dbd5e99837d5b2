# The bot in a container: docker build -t mag-bot .   Compose: compose.yaml. What was checked of it: deploy/README.md.
# The base is named by its exact version. To pin it for good, append the digest that `docker pull` prints (@sha256:…).
ARG BASE=python:3.13.9-slim-trixie

FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
# The dependencies alone first: they change less often than the code. The list is complete, and each has a hash.
COPY requirements/run.txt requirements/
RUN python -m venv /opt/mag-bot \
 && /opt/mag-bot/bin/pip install --only-binary :all: --no-deps --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY scheduler scheduler
COPY data data
# What builds the wheel is of no use to a bot that runs. The root is read-only in service, so byte code is written now.
RUN /opt/mag-bot/bin/pip wheel --no-deps --no-build-isolation --no-index --wheel-dir /wheel . \
 && /opt/mag-bot/bin/pip install --no-deps --no-index /wheel/*.whl \
 && /opt/mag-bot/bin/pip uninstall --yes hatchling editables pip \
 && /opt/mag-bot/bin/python -m compileall -q -j 0 /opt/mag-bot/lib

FROM ${BASE}
RUN ["useradd", "--uid", "10001", "--user-group", "--no-log-init", "--create-home", "--home-dir", "/var/lib/mag-bot", "mag-bot"]
COPY --from=build /opt/mag-bot /opt/mag-bot
ENV PATH=/opt/mag-bot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////var/lib/mag-bot/mag-bot.db
WORKDIR /var/lib/mag-bot
USER 10001:10001
# Database and backups. A named volume takes over the owner of the folder, a bind mount must belong to 10001.
VOLUME ["/var/lib/mag-bot"]
STOPSIGNAL SIGTERM
# Half a second of CPU, however large the database is.
HEALTHCHECK --interval=60s --timeout=20s --start-period=120s --retries=3 CMD ["mag-bot", "check", "--quick"]
ENTRYPOINT ["mag-bot"]
# A service without a token is a mistake and no wish for the sandbox.
CMD ["run", "--telegram"]
