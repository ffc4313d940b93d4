using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>Introduces the reference lists.</summary>
internal static class ReferenceModule
{
    public static IServiceCollection AddReferenceLists(this IServiceCollection services) => services
        .AddSingleton<ReferenceStore>()
        .AddSingleton<ReferenceReading>()
        .AddSingleton<IJsonTypeInfoResolver>(ReferenceJson.Default);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ReferencePage<BrandEntry>))]
[JsonSerializable(typeof(ReferencePage<WmiEntry>))]
[JsonSerializable(typeof(ReferencePage<PlantEntry>))]
[JsonSerializable(typeof(ReferencePage<SeriesEntry>))]
[JsonSerializable(typeof(ReferencePage<DevelopmentCodeEntry>))]
[JsonSerializable(typeof(ReferencePage<ModelEntry>))]
[JsonSerializable(typeof(ReferencePage<OptionEntry>))]
[JsonSerializable(typeof(ReferencePage<PaintEntry>))]
[JsonSerializable(typeof(ReferencePage<UpholsteryEntry>))]
[JsonSerializable(typeof(ReferencePage<EngineEntry>))]
internal sealed partial class ReferenceJson : JsonSerializerContext;
