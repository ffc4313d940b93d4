namespace Aos.Api.Platform.Versions;

/// <summary>One version of one API product: the path <c>/{name}/v{version}</c> and the document <c>{name}.v{version}</c>.</summary>
/// <param name="Name">Name in the path, kebab-case.</param>
/// <param name="Version">Number in the path.</param>
public sealed record ApiProduct(string Name, int Version)
{
    /// <summary>Semantic version of the document: minor for every addition. Sent as <c>AOS-Contract</c>.</summary>
    public required string Contract { get; init; }

    /// <summary>Title of the document.</summary>
    public required string Title { get; init; }

    /// <summary>Description of the document (Markdown).</summary>
    public required string Description { get; init; }

    /// <summary>Since when callers should move to a later version.</summary>
    public DateTimeOffset? DeprecatedAt { get; init; }

    /// <summary>From when this version may be gone; at least 12 months after <see cref="DeprecatedAt"/>.</summary>
    public DateTimeOffset? SunsetAt { get; init; }

    /// <summary>Name of the OpenAPI document.</summary>
    public string Document => $"{Name}.v{Version}";

    /// <summary>First segments of every path, without slashes at the ends.</summary>
    public string Prefix => $"{Name}/v{Version}";
}

/// <summary>The controller belongs to a product; it is served once for each version named.</summary>
/// <param name="name">Name of the product.</param>
/// <param name="versions">Versions that have this controller.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ApiProductAttribute(string name, params int[] versions) : Attribute
{
    /// <summary>Name of the product.</summary>
    public string Name { get; } = name;

    /// <summary>Versions that have this controller.</summary>
    public IReadOnlyList<int> Versions { get; } = versions;
}

/// <summary>The action exists only in this version of its product.</summary>
/// <param name="version">Number in the path.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MapToVersionAttribute(int version) : Attribute
{
    /// <summary>Number in the path.</summary>
    public int Version { get; } = version;
}
