using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Sample;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>Introduces the catalogue of API products.</summary>
internal static class ApiProductsModule
{
    public static IServiceCollection AddApiProductCatalogue(this IServiceCollection services) => services
        .AddSingleton<ApiProductStore>()
        .AddSingleton(new SampleAddition((services, place, cancellation) => ApiProductSamples.LoadAsync(services, place.Folder, cancellation)))
        .AddSingleton<IJsonTypeInfoResolver>(ApiProductsJson.Default);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ApiProductInfo))]
[JsonSerializable(typeof(Page<ApiProductInfo>))]
[JsonSerializable(typeof(ApiOverview))]
[JsonSerializable(typeof(OwnApiProduct))]
[JsonSerializable(typeof(Page<OwnApiProduct>))]
[JsonSerializable(typeof(ApiProductReplace))]
[JsonSerializable(typeof(AdministeredApiProduct))]
[JsonSerializable(typeof(Page<AdministeredApiProduct>))]
[JsonSerializable(typeof(IReadOnlyList<ApiProductChargeReplace>))]
[JsonSerializable(typeof(IReadOnlyList<ApiProductVersionReplace>))]
[JsonSerializable(typeof(ApiProductSample))]
internal sealed partial class ApiProductsJson : JsonSerializerContext;
