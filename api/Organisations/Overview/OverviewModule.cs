using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Aos.Api.Organisations.Overview;

/// <summary>Introduces the overview.</summary>
internal static class OverviewModule
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services
        .AddSingleton<OverviewStore>()
        .AddSingleton<IJsonTypeInfoResolver>(OverviewJson.Default);
}

/// <summary>Source-generated JSON of the overview.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Overview))]
internal sealed partial class OverviewJson : JsonSerializerContext;
