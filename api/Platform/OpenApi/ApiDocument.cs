using Aos.Api.Platform.Versions;

namespace Aos.Api.Platform.OpenApi;

/// <summary>One published OpenAPI document. Versions of products have theirs by themselves; an area without a product registers one.</summary>
/// <param name="Name">Name of the document and of its file, such as <c>oauth.v1</c>; the controllers' <c>GroupName</c>.</param>
public sealed record ApiDocument(string Name)
{
    /// <summary>Title of the document.</summary>
    public required string Title { get; init; }

    /// <summary>What the operations are for (Markdown).</summary>
    public required string Description { get; init; }

    /// <summary>Semantic version of the contract.</summary>
    public required string Contract { get; init; }

    /// <summary>Where the document is served: <c>oauth.v1</c> at <c>/oauth/v1/openapi.json</c>.</summary>
    public string Path => $"/{Prefix}/openapi.json";

    /// <summary>Where its changelog is served.</summary>
    public string ChangelogPath => $"/{Prefix}/changelog.json";

    private string Prefix => Name.Replace(".v", "/v", StringComparison.Ordinal);

    /// <summary>The document of a product's version.</summary>
    internal static ApiDocument Of(ApiProduct product) => new(product.Document)
    {
        Title = product.Title,
        Description = product.Description,
        Contract = product.Contract,
    };
}
