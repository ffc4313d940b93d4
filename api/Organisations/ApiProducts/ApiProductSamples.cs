using System.Text.Json;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>Puts an operator's texts in the place of the neutral ones: part of the sample data.</summary>
internal static class ApiProductSamples
{
    private const string File = "api-products.json";

    /// <summary>Loads the texts of a folder. A product that somebody has changed already stays as it is.</summary>
    public static async Task LoadAsync(IServiceProvider services, string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
            return;
        var sample = JsonSerializer.Deserialize(await System.IO.File.ReadAllBytesAsync(path, cancellation), ApiProductsJson.Default.ApiProductSample)!;
        var products = services.GetRequiredService<ApiProductStore>();
        await services.GetRequiredService<Writes>().RunAsync(Actor.System, requestId: null, async write =>
        {
            var untouched = (await products.ListAsync(write)).Where(product => product.Version == 1).Select(product => product.Code).ToHashSet(StringComparer.Ordinal);
            if (untouched.Count == 0)
                return false;
            foreach (var (code, product) in sample.Products.Where(product => untouched.Contains(product.Key)))
                await products.ReplaceAsync(write, code, 1, product);
            foreach (var (language, overview) in sample.Overview)
                await ApiProductStore.SetOverviewAsync(write, language, overview);
            return true;
        }, cancellation);
    }
}

/// <summary>File of an operator's texts.</summary>
internal sealed record ApiProductSample
{
    /// <summary>Products by code.</summary>
    public required Dictionary<string, ApiProductReplace> Products { get; init; }

    /// <summary>Texts of the overview by language.</summary>
    public required Dictionary<string, ApiOverviewRow> Overview { get; init; }
}
