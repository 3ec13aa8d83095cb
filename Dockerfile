# The API alone: PostgreSQL is another container or a managed server, named in DATABASE_URL.
#   docker build --tag wellbeing-teams .
#   docker run --publish 8000:8000 --env DATABASE_URL=postgresql://… wellbeing-teams
#   docker run --env DATABASE_URL=postgresql://… wellbeing-teams wellbeing migrate
# The jobs process runs beside the web worker. Apart: `wellbeing serve --host 0.0.0.0 --no-jobs` here, and in another container
#   docker run --no-healthcheck --stop-timeout 30 --env API_DATABASE_URL=postgresql://… wellbeing-teams wellbeing jobs

FROM python:3.13-slim AS build
WORKDIR /app
RUN python -m venv /opt/venv
# The locked packages first: they change seldom, so this layer stays in the cache. Wheels only: no compiler is needed.
COPY requirements.lock ./
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements.lock
COPY pyproject.toml ./
COPY api ./api
COPY migrations ./migrations
COPY openapi/openapi.json ./openapi/
# Editable: api and migrations keep the places they have beside each other in the project.
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --editable . \
    && /opt/venv/bin/pip check \
    && /opt/venv/bin/python -m compileall -q api migrations \
    && /opt/venv/bin/pip uninstall --yes pip

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Wellbeing Teams API"
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin wellbeing
WORKDIR /app
# Owned by root: the API may read its own code and never change it.
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PORT=8000
USER 10001:10001
EXPOSE 8000
# /livez asks nothing of the database: a container whose database is away must not be killed for it.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/livez', timeout=2)"]
CMD ["wellbeing", "serve", "--host", "0.0.0.0"]
