using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.ApiApplications;

/// <summary>Introduces applications for API products.</summary>
internal static class ApiApplicationsModule
{
    private const int Batch = 100;

    public static IServiceCollection AddApiApplications(this IServiceCollection services) => services
        .AddSingleton<ApiApplicationStore>()
        .AddSingleton<ApiApplicationActs>()
        .AddSingleton<SandboxReview>()
        .AddSingleton<ApiMails>()
        .AddSingleton(new RecurringWork("close-api-applications", CloseAsync))
        .AddSingleton<IJsonTypeInfoResolver>(ApiApplicationsJson.Default);

    /// <summary>Closes applications whose question was not answered in time.</summary>
    private static async Task CloseAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var (writes, acts) = (services.GetRequiredService<Writes>(), services.GetRequiredService<ApiApplicationActs>());
        int closed;
        do
        {
            closed = await writes.RunAsync(Actor.System, requestId: null, async write =>
            {
                var overdue = await ApiApplicationStore.OverdueAsync(write, Batch);
                foreach (var id in overdue)
                    await acts.CloseAsync(write, await ApiApplicationStore.ReadAsync(write, id));
                return overdue.Count;
            }, cancellation);
        }
        while (closed == Batch);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ApiApplicationCreate))]
[JsonSerializable(typeof(ApiApplicationText))]
[JsonSerializable(typeof(ApiApprovalCreate))]
[JsonSerializable(typeof(ApiApplication))]
[JsonSerializable(typeof(Page<ApiApplication>))]
[JsonSerializable(typeof(AdministeredApiApplication))]
[JsonSerializable(typeof(Page<AdministeredApiApplication>))]
[JsonSerializable(typeof(IReadOnlyList<StoredMessage>))]
internal sealed partial class ApiApplicationsJson : JsonSerializerContext;
