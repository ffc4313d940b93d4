using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi;
using Aos.Api.Platform.Sample;
using Aos.Api.Platform.Versions;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Changes;
using Aos.Api.VehicleIdentification.Exports;
using Aos.Api.VehicleIdentification.Lookups;
using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.ReleaseAdministration;
using Aos.Api.VehicleIdentification.Reference;
using Aos.Api.VehicleIdentification.SampleData;
using Aos.Api.VehicleIdentification.Sandbox;
using Aos.Api.VehicleIdentification.ShortVins;
using Aos.Api.VehicleIdentification.Types;
using Aos.Api.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.VinChecks;

namespace Aos.Api.VehicleIdentification;

/// <summary>Introduces the area: what a vehicle is, by its VIN.</summary>
internal static class VehicleIdentificationModule
{
    /// <summary>Name of the product in paths and documents.</summary>
    public const string Product = "vehicle-identification";

    /// <summary>Version of the contract of version 1.</summary>
    public const string Contract = "1.1.0";

    /// <summary>Right of machines to the product.</summary>
    public const string ProductRight = "apiVehicleIdentification";

    public static IServiceCollection AddVehicleIdentification(this IServiceCollection services) => services
        .AddApiProduct(new(Product, 1)
        {
            Contract = Contract,
            Title = "Vehicle Identification",
            Description = "What a vehicle is, by its VIN: basic data, options and pictures, and the history of its record. Checks of VINs and short VINs, "
                + "lookups of many VINs at once or as jobs, lists and exports of vehicles, a finder and reference lists of types, and a feed of changes from release to release.",
        })
        .AddApiExample(VehicleExamples.Whole)
        .AddApiExample(VehicleExamples.Summaries)
        .AddSingleton<Codebooks>()
        .AddSingleton<Releases>()
        .AddTypes()
        .AddReferenceLists()
        .AddSingleton<VehicleStore>()
        .AddSingleton<VehicleReading>()
        .AddSingleton<JsonConverter, VehicleOptionConverter>()
        .AddReleaseAdministration()
        .AddSingleton(new SchemaFiles("import", LineSchemas.Files))
        .AddVinChecks()
        .AddShortVins()
        .AddChanges()
        .AddSandboxOutcomes()
        .AddLookups()
        .AddExports()
        .AddSingleton(new SampleStep(SampleVehicleStep.RunAsync))
        .AddSingleton<IJsonTypeInfoResolver>(VehicleIdentificationJson.Default);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Vehicle))]
[JsonSerializable(typeof(VehicleOptionList))]
[JsonSerializable(typeof(VehicleIntegrationLevels))]
[JsonSerializable(typeof(VehicleMileage))]
[JsonSerializable(typeof(Page<Vehicle>))]
internal sealed partial class VehicleIdentificationJson : JsonSerializerContext;
