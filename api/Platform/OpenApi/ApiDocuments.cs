using Aos.Api.Platform.Versions;

namespace Aos.Api.Platform.OpenApi;

/// <summary>Every document of the application: those of the products, and those that areas without a product registered.</summary>
internal sealed class ApiDocuments(ApiProducts products, IEnumerable<ApiDocument> others)
{
    /// <summary>All documents in order of name.</summary>
    public IReadOnlyList<ApiDocument> All { get; } =
        [.. products.All.Select(ApiDocument.Of).Concat(others).OrderBy(document => document.Name, StringComparer.Ordinal)];
}
