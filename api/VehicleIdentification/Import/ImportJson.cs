using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.VehicleIdentification.Import.Kinds;
using Aos.Api.VehicleIdentification.Mileage;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>The strict JSON of import files: no unknown and no doubled property, names as written, numbers as numbers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 8)]
[JsonSerializable(typeof(ImportManifest))]
[JsonSerializable(typeof(ImportIssue))]
[JsonSerializable(typeof(BrandLine))]
[JsonSerializable(typeof(WmiLine))]
[JsonSerializable(typeof(PlantLine))]
[JsonSerializable(typeof(PaintLine))]
[JsonSerializable(typeof(UpholsteryLine))]
[JsonSerializable(typeof(OptionLine))]
[JsonSerializable(typeof(ModelLine))]
[JsonSerializable(typeof(VehicleLine))]
[JsonSerializable(typeof(MileageLine))]
[JsonSerializable(typeof(string))]
internal sealed partial class ImportJson : JsonSerializerContext
{
    /// <summary>The same form for files that AOS writes: absent instead of null, letters of every language as they are.</summary>
    public static ImportJson Writing => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
