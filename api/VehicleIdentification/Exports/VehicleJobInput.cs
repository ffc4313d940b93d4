using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Jobs;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Exports;

/// <summary>What a job about vehicles must still know when a worker takes it: the form of its result, its release, and what its owner saw when it was begun.</summary>
internal sealed record VehicleJobInput
{
    public required JobResultForm Form { get; init; }
    public required VehicleView View { get; init; }
    public required int Release { get; init; }
    public required string ReleaseName { get; init; }
    public required DateTime TookEffectAt { get; init; }
    public required string[] Brands { get; init; }
    public required string[] VehicleKinds { get; init; }

    /// <summary>The pinned release.</summary>
    [JsonIgnore]
    public ReadableRelease Pinned => new() { Number = Release, Name = ReleaseName, TookEffectAt = TookEffectAt };

    public static VehicleJobInput Of(JobResultForm form, VehicleView view, ReadableRelease release, Principal caller) => new()
    {
        Form = form,
        View = view,
        Release = release.Number,
        ReleaseName = release.Name,
        TookEffectAt = release.TookEffectAt,
        Brands = caller.Brands,
        VehicleKinds = caller.VehicleKinds,
    };

    public static VehicleJobInput Read(string json) => JsonSerializer.Deserialize(json, VehicleJobJson.Default.VehicleJobInput)!;

    public string ToJson() => JsonSerializer.Serialize(this, VehicleJobJson.Default.VehicleJobInput);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(VehicleJobInput))]
internal sealed partial class VehicleJobJson : JsonSerializerContext;
