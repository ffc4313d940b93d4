using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Platform.Usage;

/// <summary>What programs call: counted on the node, added up in the database, shown to the organisation and the operator.</summary>
internal static class UsageModule
{
    public static IServiceCollection AddUsage(this IServiceCollection services) => services
        .AddSingleton<UsageCounters>()
        .AddHostedService<UsageWriter>()
        .AddSingleton<UsageStore>()
        .AddSingleton<UsageReading>()
        .AddSingleton<UsageLimits>()
        .AddSingleton<IJsonTypeInfoResolver>(UsageJson.Default);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(CamelCaseEnumConverter<UsageEnvironment>)])]
[JsonSerializable(typeof(Page<UsageItem>))]
[JsonSerializable(typeof(Page<UsageLimit>))]
internal sealed partial class UsageJson : JsonSerializerContext;
