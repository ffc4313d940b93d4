using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Organisations.ApiSubscriptions;

/// <summary>Introduces the access of organisations to API products.</summary>
internal static class ApiSubscriptionsModule
{
    public static IServiceCollection AddApiSubscriptions(this IServiceCollection services) => services
        .AddSingleton<ApiSubscriptionStore>()
        .AddSingleton<SubscriptionActs>()
        .AddSingleton<SubscriptionMails>()
        .AddSingleton<ProductConditionReminders>()
        .AddSingleton(new RecurringWork(ProductConditionReminders.Name, (provider, cancellation) => provider.GetRequiredService<ProductConditionReminders>().RunAsync(cancellation)))
        .AddSingleton<IJsonTypeInfoResolver>(ApiSubscriptionsJson.Default);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ApiSubscription))]
[JsonSerializable(typeof(Page<ApiSubscription>))]
[JsonSerializable(typeof(Page<ApiSubscriptionEvent>))]
[JsonSerializable(typeof(ApiPlanChange))]
[JsonSerializable(typeof(ApiTermination))]
[JsonSerializable(typeof(ApiSuspension))]
[JsonSerializable(typeof(ApiConditionsAcceptance))]
[JsonSerializable(typeof(SandboxSubscriptionCreate))]
[JsonSerializable(typeof(PlanCreate))]
[JsonSerializable(typeof(PlanReplace))]
[JsonSerializable(typeof(Plan))]
[JsonSerializable(typeof(Page<Plan>))]
internal sealed partial class ApiSubscriptionsJson : JsonSerializerContext;
