using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Jobs;

namespace Aos.Api.VehicleIdentification.Exports;

/// <summary>Introduces exports.</summary>
internal static class ExportsModule
{
    public static IServiceCollection AddExports(this IServiceCollection services) => services
        .AddJobKind<ExportJob>()
        .AddSingleton<IJsonTypeInfoResolver>(ExportsJson.Default);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(VehicleExportRequest))]
internal sealed partial class ExportsJson : JsonSerializerContext;
