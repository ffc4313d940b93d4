using System.Text.Json;

namespace Aos.Sdk;

/// <summary>Settings of one call. What is not set comes from the <see cref="AosClientOptions"/>.</summary>
public sealed record AosRequestOptions
{
    /// <summary>Time for one try.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often a failed try is repeated; 0 switches retries off.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>
    /// Key under which the API does a POST only once, 1–255 characters. Each POST gets a new one by itself; set it to repeat
    /// a call safely in another process.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Id under which this call stands in logs, 1–64 safe characters; a new one unless set.</summary>
    public string? RequestId { get; init; }

    /// <summary>Wanted language as in <c>Accept-Language</c>, such as <c>de-AT</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Further request headers; they replace those of the SDK, except for <c>Authorization</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Further properties of the JSON body, for what this SDK does not know yet.</summary>
    public IReadOnlyDictionary<string, JsonElement> ExtraBody { get; init; } = new Dictionary<string, JsonElement>();
}
