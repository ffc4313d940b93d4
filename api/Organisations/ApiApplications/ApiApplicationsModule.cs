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
    private const string Name = "close-api-applications";

    public static IServiceCollection AddApiApplications(this IServiceCollection services) => services
        .AddSingleton<ApiApplicationStore>()
        .AddSingleton<ApiApplicationActs>()
        .AddSingleton<SandboxReview>()
        .AddSingleton<ApiMails>()
        .AddSingleton(new RecurringWork(Name, CloseAsync))
        .AddSingleton<IJsonTypeInfoResolver>(ApiApplicationsJson.Default);

    /// <summary>Closes applications whose question was not answered in time.</summary>
    private static Task CloseAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var (writes, acts, applications) = (services.GetRequiredService<Writes>(), services.GetRequiredService<ApiApplicationActs>(), services.GetRequiredService<ApiApplicationStore>());
        return services.GetRequiredService<RowWork>().RunAsync(Name, except => applications.OverdueAsync(except, cancellation),
            id => writes.RunAsync(Actor.System, requestId: null, write => acts.CloseOverdueAsync(write, id), cancellation), cancellation);
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
