using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>One wrong field, parameter or header of a request; exactly one of the three places is set.</summary>
public sealed record FieldError
{
    /// <summary>JSON pointer (RFC 6901) into the body, such as <c>/redirectUris/0</c>.</summary>
    [JsonPropertyName("pointer")]
    public string? Pointer { get; init; }

    /// <summary>Name of the query or path parameter.</summary>
    [JsonPropertyName("parameter")]
    public string? Parameter { get; init; }

    /// <summary>Name of the request header.</summary>
    [JsonPropertyName("header")]
    public string? Header { get; init; }

    /// <summary>Stable code, such as <c>required</c> or <c>too-long</c>.</summary>
    [JsonPropertyName("code")]
    public string Code { get => field ?? ""; init; }

    /// <summary>What is wrong and what would be right.</summary>
    [JsonPropertyName("detail")]
    public string Detail { get => field ?? ""; init; }

    internal string Place => Pointer ?? Parameter ?? Header ?? "request";
}
