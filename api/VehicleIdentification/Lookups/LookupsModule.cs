using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.OpenApi;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Lookups;

/// <summary>Introduces lookups of many vehicles.</summary>
internal static class LookupsModule
{
    public static IServiceCollection AddLookups(this IServiceCollection services) => services
        .AddApiExample(LookupExamples.Found)
        .AddApiExample(LookupExamples.Batch)
        .AddSingleton<VehicleLookups>()
        .AddSingleton<LookupFile>()
        .AddSingleton<LookupUpload>()
        .AddJobKind<LookupJob>()
        .AddSingleton<IJsonTypeInfoResolver>(LookupsJson.Default);
}

/// <summary>Examples of the OpenAPI document.</summary>
internal static class LookupExamples
{
    public static VehicleLookup Found => new() { Input = "wba uv71 070a 193748", Vin = "WBAUV71070A193748", Status = 200, Vehicle = VehicleExamples.Whole };

    public static VehicleLookupBatch Batch => new() { Release = VehicleExamples.Whole.Release, ValueCount = 1, Items = [Found] };
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(VehicleLookupRequest))]
[JsonSerializable(typeof(VehicleLookupBatch))]
[JsonSerializable(typeof(VehicleLookup))]
internal sealed partial class LookupsJson : JsonSerializerContext;
