using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.OpenApi;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.ShortVins;

/// <summary>Introduces short VINs.</summary>
internal static class ShortVinsModule
{
    public static IServiceCollection AddShortVins(this IServiceCollection services) => services
        .AddApiExample(Example)
        .AddSingleton<ShortVinStore>()
        .AddSingleton<IJsonTypeInfoResolver>(ShortVinsJson.Default);

    private static ShortVin Example => new()
    {
        Value = "A193748",
        Matches =
        [
            new()
            {
                Vin = "WBAUV71070A193748", Brand = "bmw", ProductType = ProductType.Car, TypeKey = "UV81", ModelDesignation = "335i", Series = "E91",
                BodyType = BodyType.Estate, Paint = new() { Code = "475", Name = "black-sapphire metallic" }, ProducedOn = new(2008, 9, 22),
            },
        ],
    };
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ShortVin))]
internal sealed partial class ShortVinsJson : JsonSerializerContext;
