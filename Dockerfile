# Two images from one file:
#   docker build --target backend  -t imagesearch-backend .    the tool with the shipped models; serves the backend
#   docker build --target frontend -t imagesearch-frontend .   the page alone: no models, no inference
# compose.yaml builds and connects both; docs/containers.md says more.

FROM ubuntu:24.04 AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates dotnet-sdk-10.0 \
    && rm -rf /var/lib/apt/lists/*
ENV CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
# What is restored changes less often than the code: this layer is kept.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ImageSearch/ImageSearch.csproj src/ImageSearch/packages.lock.json src/ImageSearch/
COPY src/ImageSearch.Client/ImageSearch.Client.csproj src/ImageSearch.Client/packages.lock.json src/ImageSearch.Client/
COPY src/ImageSearch.Hosting/ImageSearch.Hosting.csproj src/ImageSearch.Hosting/packages.lock.json src/ImageSearch.Hosting/
COPY src/ImageSearch.Api/ImageSearch.Api.csproj src/ImageSearch.Api/packages.lock.json src/ImageSearch.Api/
COPY src/ImageSearch.Web/ImageSearch.Web.csproj src/ImageSearch.Web/packages.lock.json src/ImageSearch.Web/
COPY src/ImageSearch.Cli/ImageSearch.Cli.csproj src/ImageSearch.Cli/packages.lock.json src/ImageSearch.Cli/
RUN dotnet restore src/ImageSearch.Cli --locked-mode
COPY src src
COPY models models
RUN dotnet publish src/ImageSearch.Web -c Release --no-restore -o /published/frontend \
    && dotnet publish src/ImageSearch.Cli -c Release --no-restore -o /published/backend \
    # Native libraries of other systems: 700 MB.
    && find /published/backend/runtimes -mindepth 1 -maxdepth 1 ! -name linux-x64 ! -name linux ! -name unix \
        -exec rm -r {} +

FROM ubuntu:24.04 AS runtime
RUN apt-get update \
    && apt-get install -y --no-install-recommends aspnetcore-runtime-10.0 libstdc++6 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 imagesearch \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin imagesearch
# Nothing is written outside /data and /tmp, so the root file system may be read-only.
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_EnableDiagnostics=0
STOPSIGNAL SIGTERM

FROM runtime AS frontend
COPY --from=build /published/frontend /app
ENV IMAGESEARCH__WEB__URL=http://0.0.0.0:8501
EXPOSE 8501
USER 10001:10001
WORKDIR /tmp
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s --retries=3 \
    CMD ["dotnet", "/app/ImageSearch.Web.dll", "health"]
ENTRYPOINT ["dotnet", "/app/ImageSearch.Web.dll"]

FROM runtime AS backend
COPY --from=build /published/backend /app
RUN mkdir -p /data/library /data/models /data/thumbnails /pictures && chown -R 10001:10001 /data
ENV IMAGESEARCH__API__URL=http://0.0.0.0:8000 \
    IMAGESEARCH__API__THUMBNAILPATH=/data/thumbnails \
    IMAGESEARCH__LIBRARY__PATH=/data/library \
    IMAGESEARCH__MODELS__PATH=/data/models \
    XDG_DATA_HOME=/data \
    XDG_CACHE_HOME=/tmp
EXPOSE 8000
USER 10001:10001
WORKDIR /tmp
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s --retries=3 \
    CMD ["dotnet", "/app/ImageSearch.Cli.dll", "health"]
# The image is the whole tool: docker run --rm imagesearch-backend search "words"
ENTRYPOINT ["dotnet", "/app/ImageSearch.Cli.dll"]
CMD ["api"]
