using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>What the API says about a failure (RFC 9457).</summary>
public sealed record Problem
{
    /// <summary>Address of the page that explains the code.</summary>
    [JsonPropertyName("type")]
    public string Type { get => field ?? "about:blank"; init; }

    /// <summary>Short sentence, the same for every occurrence, in the asked language.</summary>
    [JsonPropertyName("title")]
    public string Title { get => field ?? ""; init; }

    /// <summary>HTTP status.</summary>
    [JsonPropertyName("status")]
    public int Status { get; init; }

    /// <summary>Sentence about this occurrence, in the asked language.</summary>
    [JsonPropertyName("detail")]
    public string? Detail { get; init; }

    /// <summary>Path of the failed request.</summary>
    [JsonPropertyName("instance")]
    public string? Instance { get; init; }

    /// <summary>Stable code, <c>area.kebab-case</c>.</summary>
    [JsonPropertyName("code")]
    public string Code { get => field ?? ""; init; }

    /// <summary>Id under which the request stands in the logs of the API.</summary>
    [JsonPropertyName("requestId")]
    public string? RequestId { get; init; }

    /// <summary>Id of the trace, when tracing is on.</summary>
    [JsonPropertyName("traceId")]
    public string? TraceId { get; init; }

    /// <summary>Wrong fields, parameters and headers; empty if the problem is not about them.</summary>
    [JsonPropertyName("errors")]
    public IReadOnlyList<FieldError> Errors { get => field ?? []; init; }

    /// <summary>The way out, where there is one.</summary>
    [JsonPropertyName("resolution")]
    public Resolution? Resolution { get; init; }

    /// <summary>Further members, such as <c>violatedPolicies</c>.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
