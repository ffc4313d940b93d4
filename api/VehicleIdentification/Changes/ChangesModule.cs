using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi;

namespace Aos.Api.VehicleIdentification.Changes;

/// <summary>Introduces releases and what they changed.</summary>
internal static class ChangesModule
{
    public static IServiceCollection AddChanges(this IServiceCollection services) => services
        .AddApiExample(Example)
        .AddSingleton<ChangeStore>()
        .AddSingleton<ReleaseStore>()
        .AddSingleton<ChangeReading>()
        .AddSingleton<IJsonTypeInfoResolver>(ChangesJson.Default);

    private static VehicleChange Example => new()
    {
        Vin = "WBAUV71070A193748",
        Kind = VehicleChangeKind.Changed,
        Release = "2026-11",
        ReleaseNumber = 2,
        TookEffectAt = new(2026, 11, 1, 4, 0, 0, TimeSpan.Zero),
        Fields = [new() { Field = "integrationLevels.current", Before = "E89X-08-09-520", After = "E89X-17-07-510" }],
        OptionsAdded = ["6FL"],
        OptionsRemoved = [],
    };
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Page<VehicleChange>))]
[JsonSerializable(typeof(ChangePage))]
[JsonSerializable(typeof(Page<Release>))]
internal sealed partial class ChangesJson : JsonSerializerContext;
