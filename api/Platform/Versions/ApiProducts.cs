using System.Collections.Frozen;

namespace Aos.Api.Platform.Versions;

/// <summary>Every product that the application serves; each area adds its own with <see cref="VersionsModule.AddApiProduct"/>.</summary>
public sealed class ApiProducts
{
    private readonly Dictionary<(string Name, int Version), ApiProduct> _products = [];
    private readonly FrozenDictionary<string, string> _supported;

    /// <summary>Collects the products; a later registration of the same version replaces the former.</summary>
    public ApiProducts(IEnumerable<ApiProduct> products)
    {
        foreach (var product in products)
            _products[(product.Name, product.Version)] = product;
        _supported = _products.Keys.GroupBy(key => key.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(name => name.Key, name => string.Join(", ", name.Select(key => key.Version).Order()), StringComparer.Ordinal);
    }

    /// <summary>All products in order of name and version.</summary>
    public IEnumerable<ApiProduct> All => _products.Values.OrderBy(product => product.Document, StringComparer.Ordinal);

    /// <summary>One version of a product.</summary>
    public ApiProduct Get(string name, int version) => _products.TryGetValue((name, version), out var product)
        ? product
        : throw new InvalidOperationException($"No module adds the product {name} in version {version}.");

    /// <summary>Versions of a product that are served, as <c>api-supported-versions</c> names them.</summary>
    public string SupportedVersions(string name) => _supported[name];
}
