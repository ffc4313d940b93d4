using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Organisations.ApiClients;

/// <summary>Introduces the clients of organisations.</summary>
internal static class ApiClientsModule
{
    public static IServiceCollection AddApiClients(this IServiceCollection services) => services
        .AddSingleton<ApiClientActs>()
        .AddSingleton<IJsonTypeInfoResolver>(ApiClientsJson.Default);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ApiClientCreate))]
[JsonSerializable(typeof(ApiClientReplace))]
[JsonSerializable(typeof(ApiClient))]
[JsonSerializable(typeof(Page<ApiClient>))]
internal sealed partial class ApiClientsJson : JsonSerializerContext;
