namespace Aos.Sdk;

/// <summary>What the handlers know about one request, carried in its options.</summary>
internal static class CallOptions
{
    public static readonly HttpRequestOptionsKey<TimeSpan> Timeout = new("Aos.Timeout");
    public static readonly HttpRequestOptionsKey<int> MaxRetries = new("Aos.MaxRetries");
    public static readonly HttpRequestOptionsKey<int> Tries = new("Aos.Tries");

    /// <summary>Set where a 404 is an answer and no failure.</summary>
    public static readonly HttpRequestOptionsKey<bool> MayBeMissing = new("Aos.MayBeMissing");

    /// <summary>Set on a POST that has no effect beside its answer, such as that for a token.</summary>
    public static readonly HttpRequestOptionsKey<bool> HasNoEffect = new("Aos.HasNoEffect");

    public static T Get<T>(HttpRequestMessage request, HttpRequestOptionsKey<T> key, T otherwise) =>
        request.Options.TryGetValue(key, out var value) ? value : otherwise;

    public static string? RequestIdOf(HttpRequestMessage request) =>
        request.Headers.NonValidated.TryGetValues("X-Request-Id", out var ids) ? ids.ToString() : null;
}
