using System.Globalization;

namespace Aos.Sdk;

/// <summary>Reads <see cref="AosClientOptions"/> from text values, such as environment variables or configuration.</summary>
internal static class AosOptionsReader
{
    /// <summary>The options of the values that <paramref name="value"/> finds by the name of their environment variable.</summary>
    public static AosClientOptions Read(Func<string, string?> value)
    {
        var options = new AosClientOptions
        {
            BaseAddress = value("AOS_BASE_ADDRESS"),
            ClientId = value("AOS_CLIENT_ID"),
            ClientSecret = value("AOS_CLIENT_SECRET"),
            Issuer = value("AOS_ISSUER"),
            Scopes = (value("AOS_SCOPES") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ApplicationName = value("AOS_APPLICATION_NAME"),
        };
        if (value("AOS_TIMEOUT") is { Length: > 0 } timeout)
            options.Timeout = Seconds(timeout);
        if (value("AOS_MAX_RETRIES") is { Length: > 0 } retries)
            options.MaxRetries = int.TryParse(retries, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        if (value("AOS_PACING") is { Length: > 0 } pacing)
            options.Pacing = Enum.TryParse<AosPacing>(pacing, ignoreCase: true, out var mode) && !char.IsAsciiDigit(pacing[0]) ? mode : (AosPacing)(-1);
        return options;
    }

    // Plain seconds, or a time such as 00:00:30. What cannot be read becomes zero, which the check of the settings names.
    private static TimeSpan Seconds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time
        : TimeSpan.Zero;
}
