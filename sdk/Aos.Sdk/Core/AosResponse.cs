namespace Aos.Sdk;

/// <summary>What an answer says beside its value.</summary>
public record AosResponse
{
    /// <summary>HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>Headers by name, case ignored; several values are joined by a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Id under which the call stands in the logs of the API.</summary>
    public string? RequestId { get; init; }

    /// <summary>Time after which the API wants the next try, if it named one (<c>Retry-After</c>).</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Tag of this state of the resource, for <c>etag</c> parameters.</summary>
    public string? ETag => Header("ETag");

    /// <summary>Version of the contract that the API answered with, such as <c>1.7.0</c>.</summary>
    public string? Contract => Header("AOS-Contract");

    /// <summary>Language of the texts, such as <c>de</c>.</summary>
    public string? ContentLanguage => Header("Content-Language");

    /// <summary>The limits that this call touched, with what is left of each.</summary>
    public IReadOnlyList<AosRateLimit> RateLimits => AosRateLimit.Read(Header("RateLimit"), Header("RateLimit-Policy"));

    /// <summary>When the operation ends, if it is deprecated; else null.</summary>
    public AosDeprecation? Deprecation => AosDeprecation.Read(Header("Deprecation"), Header("Sunset"), Header("Link"));

    /// <summary>The value of a header, or null.</summary>
    /// <param name="name">Name, case ignored.</param>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    internal static AosResponse Of(HttpRequestMessage request, HttpResponseMessage response, TimeProvider clock)
    {
        var headers = HeadersOf(response);
        return new AosResponse
        {
            Status = (int)response.StatusCode,
            Headers = headers,
            RequestId = headers.TryGetValue("X-Request-Id", out var id) ? id : CallState.RequestIdOf(request),
            RetryAfter = RetryRules.RetryAfter(response, clock),
        };
    }

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
            headers[name] = string.Join(", ", values);
        return headers;
    }
}

/// <summary>A value with what the answer says beside it.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed record AosResponse<T> : AosResponse
{
    /// <summary>An answer made by hand, for tests.</summary>
    /// <param name="value">The value.</param>
    public AosResponse(T value) => Value = value;

    internal AosResponse(T value, AosResponse response) : base(response) => Value = value;

    /// <summary>The value.</summary>
    public T Value { get; init; }
}
