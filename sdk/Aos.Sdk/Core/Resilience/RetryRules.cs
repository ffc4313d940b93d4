namespace Aos.Sdk;

/// <summary>Which failed tries are repeated, and after what time.</summary>
internal static class RetryRules
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Whether this answer is worth another try, and that try can do no harm.</summary>
    public static bool MayRepeat(HttpRequestMessage request, HttpResponseMessage response) => CanBeSentAgain(request) && (int)response.StatusCode switch
    {
        425 or 429 => true,
        408 or 502 or 503 or 504 => IsHarmless(request),
        409 => IsKeyStillInWork(response),
        500 => IsSafe(request) || IsKeyed(request),
        _ => false,
    };

    /// <summary>Whether this fault, after which nobody knows what the API did, may be answered with another try.</summary>
    public static bool MayRepeat(HttpRequestMessage request, Exception fault) =>
        IsNoAnswer(fault) && CanBeSentAgain(request) && IsHarmless(request);

    public static bool IsNoAnswer(Exception fault) => fault is HttpRequestException or IOException or TimeoutException;

    /// <summary>Bodies of bytes can be written again, and uploads that can be opened again; any other stream may be at its end.</summary>
    public static bool CanBeSentAgain(HttpRequestMessage request) =>
        request.Content is null or ByteArrayContent or ReadOnlyMemoryContent or UploadContent { CanBeSentAgain: true };

    /// <summary>0.5 s doubled with every try, at most 30 s, of that a random part (so that many clients do not come back together).</summary>
    public static TimeSpan Wait(int tries) => Random.Shared.NextDouble() * Ceiling(tries);

    public static TimeSpan Ceiling(int tries)
    {
        var wait = FirstWait * Math.Pow(2, tries - 1);
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>The wait that the API asks for, in seconds or as a date.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date > clock.GetUtcNow() ? date - clock.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static bool IsHarmless(HttpRequestMessage request) =>
        IsSafe(request) || request.Method == HttpMethod.Put || request.Method == HttpMethod.Delete || IsKeyed(request)
        || (request.Method == HttpMethod.Patch && request.Headers.NonValidated.Contains("If-Match"));

    private static bool IsSafe(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options
        || CallState.Of(request).HasNoEffect;

    private static bool IsKeyed(HttpRequestMessage request) => request.Headers.NonValidated.Contains("Idempotency-Key");

    private static bool IsKeyStillInWork(HttpResponseMessage response) =>
        response.Headers.TryGetValues("AOS-Error-Code", out var codes) && codes.Contains("idempotency.in-progress");
}
