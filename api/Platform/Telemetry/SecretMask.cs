using System.Text.RegularExpressions;

namespace Aos.Api.Platform.Telemetry;

/// <summary>
/// The last net under the rule "no token and no secret in a log": whatever looks like one of ours is cut to its prefix.
/// Code must not rely on it; it catches what a library or an exception text brings along.
/// </summary>
internal static class SecretMask
{
    private static readonly Regex Secret =
        new("(aos(?:at|rt|ac|dc|cs|pr)_)[A-Za-z0-9]{10,}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>False where no token or secret can be; most lines.</summary>
    internal static bool MayHold(ReadOnlySpan<byte> line) =>
        line.IndexOf("aosat_"u8) >= 0 || line.IndexOf("aosrt_"u8) >= 0 || line.IndexOf("aosac_"u8) >= 0
        || line.IndexOf("aosdc_"u8) >= 0 || line.IndexOf("aoscs_"u8) >= 0 || line.IndexOf("aospr_"u8) >= 0;

    /// <summary>The text with every token and secret cut.</summary>
    internal static string Apply(string text) =>
        text.Contains("aos", StringComparison.Ordinal) ? Secret.Replace(text, "$1…") : text;
}
