using Microsoft.Extensions.Logging;

namespace Aos.Sdk;

/// <summary>The lines that the SDK logs.</summary>
internal static class Messages
{
    private static readonly Action<ILogger, string, string, string, Exception?> DeprecatedLine = LoggerMessage.Define<string, string, string>(
        LogLevel.Warning, new EventId(1, "Deprecated"), "{Operation} is deprecated and ends {Sunset}; see {Link}.");

    private static readonly Action<ILogger, string, int, string, double, string?, Exception?> RetryingLine = LoggerMessage.Define<string, int, string, double, string?>(
        LogLevel.Information, new EventId(2, "Retrying"), "{Operation}: try {Try} failed ({Reason}); next one in {Wait:0.000} s (request {RequestId}).");

    private static readonly Action<ILogger, string, double, Exception?> PacedLine = LoggerMessage.Define<string, double>(
        LogLevel.Debug, new EventId(3, "Paced"), "{Operation} waited {Wait:0.000} s for a limit of the plan.");

    private static readonly Action<ILogger, string, long, string, string?, Exception?> ResumedLine = LoggerMessage.Define<string, long, string, string?>(
        LogLevel.Information, new EventId(4, "Resumed"), "{Operation}: the file broke off after {Offset} bytes ({Reason}) and is read on (request {RequestId}).");

    public static void Deprecated(ILogger log, string operation, DateTimeOffset? sunset, string? link) =>
        DeprecatedLine(log, operation, sunset is { } end ? FormattableString.Invariant($"on {end:yyyy-MM-dd}") : "on a day not told yet", link ?? "the changelog", null);

    public static void Retrying(ILogger log, string operation, int tries, string reason, double seconds, string? requestId) =>
        RetryingLine(log, operation, tries, reason, seconds, requestId, null);

    public static void Paced(ILogger log, string operation, double seconds) => PacedLine(log, operation, seconds, null);

    public static void Resumed(ILogger log, string operation, long offset, string reason, string? requestId) =>
        ResumedLine(log, operation, offset, reason, requestId, null);
}
