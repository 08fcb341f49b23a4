# The gateway's image, and with `--target sample-upstream` one of the sample API. How to build and run it: docs/container.md
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0

# Compiles on the builder's own architecture for the one that is asked for.
FROM --platform=$BUILDPLATFORM ${SDK_IMAGE} AS restore
ARG TARGETARCH
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /src
# Only what decides about packages, so that this layer lasts until that changes. A test compares the list with the references.
COPY Directory.Build.props Directory.Packages.props ./
COPY src/TokenGateway.Core/TokenGateway.Core.csproj src/TokenGateway.Core/
COPY src/TokenGateway.Configuration/TokenGateway.Configuration.csproj src/TokenGateway.Configuration/
COPY src/TokenGateway.Storage/TokenGateway.Storage.csproj src/TokenGateway.Storage/
COPY src/TokenGateway.Dialects/TokenGateway.Dialects.csproj src/TokenGateway.Dialects/
COPY src/TokenGateway.Hosting/TokenGateway.Hosting.csproj src/TokenGateway.Hosting/
COPY src/TokenGateway.Notices/TokenGateway.Notices.csproj src/TokenGateway.Notices/
COPY src/TokenGateway.Management/TokenGateway.Management.csproj src/TokenGateway.Management/
COPY src/TokenGateway.Portal/TokenGateway.Portal.csproj src/TokenGateway.Portal/
COPY src/TokenGateway.Edge/TokenGateway.Edge.csproj src/TokenGateway.Edge/
COPY src/TokenGateway/TokenGateway.csproj src/TokenGateway/
COPY samples/LegacyApi/LegacyApi.csproj samples/LegacyApi/
# A feed of your own: --secret id=nugetconfig,src=NuGet.Config. It leaves nothing in a layer.
RUN --mount=type=secret,id=nugetconfig,target=/root/.nuget/NuGet/NuGet.Config \
    dotnet restore src/TokenGateway/TokenGateway.csproj --arch "$TARGETARCH" -p:PublishReadyToRun=true

FROM restore AS build
COPY src/ src/
COPY samples/LegacyApi/ samples/LegacyApi/
COPY config/gateway.json config/
# LegacyApi is in there for `demo`, as a library: its own way in is not.
RUN dotnet publish src/TokenGateway/TokenGateway.csproj --no-restore --configuration Release --arch "$TARGETARCH" --no-self-contained --output /out \
        -p:PublishReadyToRun=true -p:DebugType=none -p:PublishDocumentationFile=false -p:PublishReferencesDocumentationFiles=false \
        -p:SatelliteResourceLanguages=en -p:RunAnalyzers=false -nodeReuse:false \
    && rm /out/LegacyApi /out/LegacyApi.runtimeconfig.json \
    && chmod -R a+rX,go-w /out

FROM restore AS build-sample
COPY samples/LegacyApi/ samples/LegacyApi/
RUN dotnet publish samples/LegacyApi/LegacyApi.csproj --no-restore --configuration Release --arch "$TARGETARCH" --no-self-contained --output /out \
        -p:DebugType=none -p:PublishDocumentationFile=false -p:RunAnalyzers=false -nodeReuse:false

FROM ${RUNTIME_IMAGE} AS sample-upstream
LABEL org.opencontainers.image.title="TokenGateway sample API" \
      org.opencontainers.image.description="An order API that knows nothing of tokens"
# The variable of the base image would only make it warn that it is not heeded.
ENV ASPNETCORE_HTTP_PORTS="" ASPNETCORE_URLS=http://0.0.0.0:9000 DOTNET_EnableDiagnostics=0
WORKDIR /app
COPY --from=build-sample /out/ ./
USER $APP_UID:$APP_UID
EXPOSE 9000
ENTRYPOINT ["/app/LegacyApi"]

FROM ${RUNTIME_IMAGE} AS gateway
ARG RUNTIME_IMAGE
ARG VERSION=0.1.0
ARG REVISION=""
LABEL org.opencontainers.image.title="TokenGateway" \
      org.opencontainers.image.description="Puts API tokens in front of an API that has none" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.base.name="$RUNTIME_IMAGE"
# No diagnostics port: who may use it can have the memory written out, and tokens in use are in it. SQLite sorts beside its
# file, so that everything but /data may be read-only, /tmp too.
ENV ASPNETCORE_HTTP_PORTS="" DOTNET_EnableDiagnostics=0 SQLITE_TMPDIR=/data TOKENGATEWAY_DATA=/data
# The link is for files that name the store relative to themselves, as the one of `config init` does.
RUN mkdir -p /data /etc/tokengateway \
    && chown "$APP_UID:$APP_UID" /data && chmod 0700 /data \
    && ln -s /data /etc/tokengateway/data \
    && ln -s /app/tokengateway /usr/local/bin/tokengateway
WORKDIR /app
COPY --from=build /out/ ./
USER $APP_UID:$APP_UID
VOLUME ["/data"]
EXPOSE 8080 8081
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 CMD ["tokengateway", "healthcheck"]
ENTRYPOINT ["tokengateway"]
CMD ["serve"]
