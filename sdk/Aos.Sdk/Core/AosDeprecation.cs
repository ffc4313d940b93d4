using System.Globalization;

namespace Aos.Sdk;

/// <summary>The notice of an operation that will end.</summary>
public sealed record AosDeprecation
{
    /// <summary>The operation, such as <c>GetVehicle</c>; for a request of <see cref="AosClient.SendAsync"/> its method and path.</summary>
    public string? Operation { get; init; }

    /// <summary>Since when it is deprecated; null if the API did not say.</summary>
    public DateTimeOffset? DeprecatedAt { get; init; }

    /// <summary>When it ends; null if the API did not say.</summary>
    public DateTimeOffset? SunsetAt { get; init; }

    /// <summary>Address of the page that tells what to use instead; null if there is none.</summary>
    public string? Link { get; init; }

    // Deprecation: @1767225600 (RFC 9745)   Sunset: Thu, 31 Dec 2026 23:59:59 GMT (RFC 8594)   Link: <…>; rel="deprecation"
    internal static AosDeprecation? Read(string? deprecation, string? sunset, string? link, string? operation = null) =>
        string.IsNullOrEmpty(deprecation) ? null : new AosDeprecation
        {
            Operation = operation,
            DeprecatedAt = long.TryParse(deprecation.TrimStart('@'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
                && seconds is > -62_000_000_000 and < 253_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
            SunsetAt = DateTimeOffset.TryParse(sunset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) ? end : null,
            Link = (link ?? "").Split(',', StringSplitOptions.TrimEntries)
                .Where(entry => entry.Contains("rel=\"deprecation\"", StringComparison.Ordinal) && entry.StartsWith('<'))
                .Select(entry => entry[1..entry.IndexOf('>', StringComparison.Ordinal)])
                .FirstOrDefault(),
        };
}
