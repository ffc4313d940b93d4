using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.OpenApi;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>Introduces VIN checks.</summary>
internal static class VinChecksModule
{
    public static IServiceCollection AddVinChecks(this IServiceCollection services) => services
        .AddApiExample(VinCheckExamples.Whole)
        .AddSingleton<VinCheckStore>()
        .AddSingleton<VinChecking>()
        .AddSingleton<IJsonTypeInfoResolver>(VinChecksJson.Default);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(VinCheck))]
internal sealed partial class VinChecksJson : JsonSerializerContext;
