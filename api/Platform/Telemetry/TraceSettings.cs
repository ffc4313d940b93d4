namespace Aos.Api.Platform.Telemetry;

/// <summary>
/// Where spans go: section <c>Telemetry:Otlp</c>, or the variables <c>OTEL_EXPORTER_OTLP_*</c> that every OpenTelemetry
/// program reads. Without an endpoint nothing is traced and nothing of OpenTelemetry is loaded.
/// </summary>
/// <param name="Endpoint">Address of the collector, with the path of traces where the protocol is HTTP.</param>
/// <param name="IsGrpc">gRPC instead of protobuf over HTTP.</param>
/// <param name="Headers">Headers for the collector, such as <c>key=value,key=value</c>; may hold a secret.</param>
/// <param name="Share">Share of the traces that are kept when the caller has not decided, 0 to 1.</param>
internal sealed record TraceSettings(Uri Endpoint, bool IsGrpc, string? Headers, double Share)
{
    private const string Section = "Telemetry:Otlp:";
    private const string TracesPath = "/v1/traces";

    /// <summary>The settings; null when no endpoint is set.</summary>
    public static TraceSettings? Read(IConfiguration configuration)
    {
        string? Of(string name, string variable) => configuration[Section + name] is { Length: > 0 } text ? text : configuration["OTEL_EXPORTER_OTLP_" + variable];
        if (Of("Endpoint", "ENDPOINT") is not { Length: > 0 } endpoint)
            return null;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new InvalidOperationException($"Setting {Section}Endpoint must be the address of an OTLP collector, such as http://localhost:4318; it is '{endpoint}'.");
        var protocol = Of("Protocol", "PROTOCOL");
        if (protocol is not (null or "" or "http/protobuf" or "grpc"))
            throw new InvalidOperationException($"Setting {Section}Protocol must be http/protobuf or grpc; it is '{protocol}'.");
        var isGrpc = protocol == "grpc";
        return new(isGrpc ? address : WithPath(address), isGrpc, Of("Headers", "HEADERS"), ReadShare(configuration[Section + "Share"]));
    }

    private static Uri WithPath(Uri address) =>
        address.AbsolutePath.EndsWith(TracesPath, StringComparison.Ordinal) ? address : new(address.AbsoluteUri.TrimEnd('/') + TracesPath);

    private static double ReadShare(string? text) =>
        string.IsNullOrEmpty(text) ? 1
        : double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share
        : throw new InvalidOperationException($"Setting {Section}Share must be a number from 0 to 1; it is '{text}'.");
}
