namespace Aos.Sdk;

/// <summary>What the handlers know about one call beside its request: one object that travels with it.</summary>
internal sealed class CallState : IDisposable
{
    private static readonly HttpRequestOptionsKey<CallState> Key = new("Aos.Call");

    /// <summary>The operation, where a generated client made the call.</summary>
    public AosOperation? Operation { get; init; }

    public TimeSpan? Timeout { get; init; }
    public int? MaxRetries { get; init; }

    /// <summary>Number of the current try, from 1.</summary>
    public int Tries { get; set; } = 1;

    /// <summary>A 404 is an answer and no failure.</summary>
    public bool MayBeMissing { get; set; }

    /// <summary>A POST that has no effect beside its answer, such as that for a token.</summary>
    public bool HasNoEffect { get; init; }

    /// <summary>A good answer is not read into memory; its reader reads it from the connection.</summary>
    public bool IsStreamed { get; set; }

    /// <summary>Whether the caller itself set the header <c>traceparent</c>; null before the first try.</summary>
    public bool? HasOwnTrace { get; set; }

    /// <summary>The answer of the last try, once it was read.</summary>
    public AnswerBody? Body { get; private set; }

    /// <summary>The state of a request; one that nobody gave a state gets one.</summary>
    public static CallState Of(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(Key, out var state))
            return state;
        state = new CallState();
        state.JoinTo(request);
        return state;
    }

    public static string? RequestIdOf(HttpRequestMessage request) => HeaderOf(request.Headers, "X-Request-Id");

    /// <summary>A header as it came, without the cost of checking it.</summary>
    public static string? HeaderOf(System.Net.Http.Headers.HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    public void JoinTo(HttpRequestMessage request) => request.Options.Set(Key, this);

    public void Keep(AnswerBody? body)
    {
        Body?.Dispose();
        Body = body;
    }

    public void Dispose() => Keep(null);
}
