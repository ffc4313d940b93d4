using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Aos.Api.Publications.Navigation;

/// <summary>Introduces the navigation.</summary>
internal static class NavigationModule
{
    public static IServiceCollection AddNavigation(this IServiceCollection services) => services
        .AddSingleton<IJsonTypeInfoResolver>(NavigationJson.Default);
}

/// <summary>Source-generated JSON of the navigation.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Navigation))]
internal sealed partial class NavigationJson : JsonSerializerContext;
