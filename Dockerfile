# Two stages: the first installs what is locked by hash, the second holds only what runs. It runs as nobody in particular, and with a
# read-only root: all that it writes goes to /data and /witness.
FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /opt/samvej \
    && /opt/samvej/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY flows ./flows
COPY locales ./locales
RUN /opt/samvej/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-index --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN groupadd --gid 10001 samvej \
    && useradd --uid 10001 --gid samvej --home-dir /data --no-create-home --shell /usr/sbin/nologin samvej \
    && install --directory --owner=samvej --group=samvej --mode=0700 /data /witness
COPY --from=build /opt/samvej /opt/samvej
ENV PATH=/opt/samvej/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
ENV SAMVEJ_DATA=/data SAMVEJ_WITNESS=/witness SAMVEJ_HOST=0.0.0.0 SAMVEJ_PORT=8080
USER 10001:10001
WORKDIR /data
VOLUME ["/data", "/witness"]
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8080, timeout=8); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]
ENTRYPOINT ["samvej"]
CMD ["serve"]
