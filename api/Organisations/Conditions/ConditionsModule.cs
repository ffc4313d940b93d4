using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Organisations.Conditions;

/// <summary>Introduces the conditions of use and their acceptance.</summary>
internal static class ConditionsModule
{
    public static IServiceCollection AddConditionsOfUse(this IServiceCollection services) => services
        .AddSingleton<ConditionActs>()
        .AddSingleton<ConditionReminders>()
        .AddSingleton(new RecurringWork(ConditionReminders.Name, (provider, cancellation) => provider.GetRequiredService<ConditionReminders>().RunAsync(cancellation)))
        .AddSingleton<IJsonTypeInfoResolver>(ConditionsJson.Default);
}

/// <summary>Source-generated JSON of the conditions of use.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Page<ConditionVersion>))]
[JsonSerializable(typeof(ConditionAcceptanceCreate))]
[JsonSerializable(typeof(ConditionAcceptance))]
internal sealed partial class ConditionsJson : JsonSerializerContext;
