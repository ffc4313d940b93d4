using System.Globalization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;

namespace Aos.Api.Platform.Conditions;

/// <summary>Strong entity tags (RFC 9110 §8.8.3) and the conditions that callers make with them.</summary>
public static class EntityTag
{
    /// <summary>Tag of a mutable resource, from its version.</summary>
    public static string OfVersion(int version) => string.Create(CultureInfo.InvariantCulture, $"\"v{version}\"");

    /// <summary>Tag of a mutable resource with a mark of what stands in the answer without being part of the version: its language, for one.</summary>
    public static string OfVersion(int version, string mark) => string.Create(CultureInfo.InvariantCulture, $"\"v{version}-{mark}\"");

    /// <summary>The version that <c>If-Match</c> names; a mark behind it does not matter to a change.</summary>
    /// <param name="ifMatch">The header as it came; null if it did not come.</param>
    /// <exception cref="ProblemException">428 without the header, 400 if it is no tag, 412 if it is a tag that we never gave.</exception>
    public static int RequiredVersion(string? ifMatch)
    {
        var tag = Required(ifMatch);
        var end = tag.IndexOf('-', StringComparison.Ordinal) is > 2 and var mark ? mark : tag.Length - 1;
        return tag is ['"', 'v', .., '"'] && int.TryParse(tag.AsSpan(2, end - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw PreconditionErrors.VersionConflict.With();
    }

    /// <summary>The tag that <c>If-Match</c> names, in plain form; for tags that hold more than a version.</summary>
    /// <param name="ifMatch">The header as it came; null if it did not come.</param>
    /// <exception cref="ProblemException">428 without the header, 400 if it is no tag.</exception>
    public static string Required(string? ifMatch)
    {
        if (string.IsNullOrEmpty(ifMatch))
            throw PreconditionErrors.VersionRequired.With();
        var tag = Plain(ifMatch);
        return tag is ['"', .., '"'] && tag.Length > 2
            ? tag
            : throw new ProblemException(RequestErrors.HeaderInvalid, [])
            {
                Fields = [new() { Header = "If-Match", Code = FieldCodes.FormatInvalid, Detail = "Send the ETag of the state that the change is made from, with its quotes." }],
            };
    }

    /// <summary>True when <c>If-None-Match</c> names this tag, in plain or coded form, or is <c>*</c>.</summary>
    public static bool Matches(HttpRequest request, string tag)
    {
        foreach (var line in request.Headers.IfNoneMatch)
        {
            if (line is null)
                continue;
            foreach (var part in line.AsSpan().Split(','))
            {
                var candidate = line.AsSpan(part).Trim();
                if (candidate is "*" || SameTag(candidate, tag))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The tag of a coded body: the suffix stands before the closing quote.</summary>
    public static string Coded(string tag, string suffix) => $"{tag.AsSpan(0, tag.Length - 1)}{suffix}\"";

    private static bool SameTag(ReadOnlySpan<char> candidate, ReadOnlySpan<char> tag)
    {
        if (candidate.StartsWith("W/"))
            candidate = candidate[2..];
        if (candidate.EndsWith("-br\"") || candidate.EndsWith("-gz\""))
            return candidate.Length == tag.Length + 3 && candidate[..^4].SequenceEqual(tag[..^1]);
        return candidate.SequenceEqual(tag);
    }

    private static string Plain(string tag) =>
        tag.EndsWith("-br\"", StringComparison.Ordinal) || tag.EndsWith("-gz\"", StringComparison.Ordinal) ? tag[..^4] + "\"" : tag;
}
