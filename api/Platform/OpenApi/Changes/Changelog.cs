using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aos.Api.Platform.OpenApi.Changes;

/// <summary>What changed in a document from version to version, newest first; <c>/{product}/v1/changelog.json</c>.</summary>
internal sealed record Changelog
{
    /// <summary>Name of the document, such as <c>vehicle-identification.v1</c>.</summary>
    public required string Document { get; init; }

    /// <summary>Every version, newest first.</summary>
    public required IReadOnlyList<ChangelogVersion> Versions { get; init; }

    public static Changelog? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize(json, ChangelogJson.Default.Changelog);

    public string Render() => JsonSerializer.Serialize(this, ChangelogJson.Default.Changelog) + "\n";
}

/// <summary>What one version brought.</summary>
internal sealed record ChangelogVersion
{
    /// <summary>Version of the contract, as <c>info.version</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Day of its release (YYYY-MM-DD); null for the one that is being made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? ReleasedOn { get; init; }

    /// <summary>What is new.</summary>
    public required IReadOnlyList<ChangelogEntry> Additions { get; init; }

    /// <summary>What will go.</summary>
    public required IReadOnlyList<ChangelogEntry> Deprecations { get; init; }

    /// <summary>What has gone or has become narrower. Empty but for the end of previews.</summary>
    public required IReadOnlyList<ChangelogEntry> Removals { get; init; }
}

/// <summary>One change.</summary>
/// <param name="Place">Operation id, or schema and property such as <c>Vehicle.paint</c>.</param>
/// <param name="Text">What is different.</param>
internal sealed record ChangelogEntry(string Place, string Text);

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Changelog))]
internal sealed partial class ChangelogJson : JsonSerializerContext;
