using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Publications.CenTree;

/// <summary>Introduces the CEN navigation.</summary>
internal static class CenTreeModule
{
    public static IServiceCollection AddCenTree(this IServiceCollection services) => services
        .AddSingleton<CenStore>()
        .AddSingleton<IJsonTypeInfoResolver>(CenTreeJson.Default);
}

/// <summary>Source-generated JSON of the CEN navigation.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CenEntry))]
[JsonSerializable(typeof(Page<CenEntry>))]
[JsonSerializable(typeof(CenNode))]
[JsonSerializable(typeof(Page<CenNode>))]
[JsonSerializable(typeof(CenNodeCreate))]
[JsonSerializable(typeof(CenNodeReplace))]
internal sealed partial class CenTreeJson : JsonSerializerContext;
