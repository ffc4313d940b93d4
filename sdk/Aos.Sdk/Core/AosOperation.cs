namespace Aos.Sdk;

/// <summary>An operation of a document. Its template has names instead of values, so that it can stand in logs and traces.</summary>
internal sealed record AosOperation(string Id, HttpMethod Method, string Template)
{
    /// <summary>Everybody may call it; it is sent without a token, so that nobody needs one for it.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Everybody may call it, and it tells more to whoever has a token.</summary>
    public bool IsTokenOptional { get; init; }

    /// <summary>
    /// The operation of any request. Segments with a digit become <c>{}</c>, because they may be a VIN or another value that
    /// must not stand in logs; the version stays.
    /// </summary>
    public static AosOperation Of(HttpRequestMessage request)
    {
        if (CallState.Of(request).Operation is { } known)
            return known;
        var segments = (request.RequestUri?.AbsolutePath ?? "").Split('/').Select((segment, index) => index > 2 && segment.Any(char.IsAsciiDigit) ? "{}" : segment);
        var template = string.Join('/', segments);
        return new AosOperation($"{request.Method} {template}", request.Method, template);
    }

    /// <summary>First segment of a path; limits are counted per product.</summary>
    public static string ProductOf(Uri? address, string basePath)
    {
        var path = address?.AbsolutePath ?? "";
        var start = basePath.Length < path.Length ? basePath.Length : 0;
        var end = path.IndexOf('/', start);
        return end < 0 ? path[start..] : path[start..end];
    }
}
