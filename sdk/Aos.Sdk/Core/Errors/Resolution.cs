using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>The way out of a problem.</summary>
public sealed record Resolution
{
    /// <summary>What a program can do.</summary>
    [JsonPropertyName("action")]
    public ResolutionAction Action { get; init; }

    /// <summary>The same as a sentence, in the asked language.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>Address where it is done.</summary>
    [JsonPropertyName("url")]
    public string? Url { get; init; }

    /// <summary>The scope to ask for, where a token without it was sent.</summary>
    [JsonPropertyName("scope")]
    public string? Scope { get; init; }
}
