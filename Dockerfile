# The API as an image: no database, no secret; of a shell only what the base image has, for the health check. See
# /docs/operation for the settings.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
# The packages first: they change less often than the code, so their layer stays.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY api/Aos.Api.csproj api/packages.lock.json api/
RUN dotnet restore api --locked-mode
COPY CHANGELOG.md ./
COPY openapi/changelog openapi/changelog
COPY api api
RUN dotnet publish api --configuration Release --no-restore --output /app -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
# A user without rights; nothing is written, so the file system may be read-only (--read-only).
USER $APP_UID
ENV ASPNETCORE_ENVIRONMENT=Production \
    ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_EnableDiagnostics=0 \
    Keys__MasterKeyFile=/run/secrets/aos-master-key
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["dotnet", "Aos.Api.dll"]
