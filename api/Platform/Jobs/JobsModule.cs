using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Platform.Jobs;

/// <summary>Long and recurring work.</summary>
internal static class JobsModule
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobOptions>().BindConfiguration("Jobs").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<JobKinds>()
            .AddSingleton<JobQueue>()
            .AddSingleton<JobParts>()
            .AddSingleton<JobCharges>()
            .AddSingleton<JobSweep>()
            .AddSingleton<JobStore>()
            .AddSingleton<JobDesk>()
            .AddSingleton<JobTurn>()
            .AddSingleton<RecurringWorks>()
            .AddSingleton<RowWork>()
            .AddHostedService<JobWorker>()
            .AddSingleton(new RecurringWork("sweep-access-tokens", (provider, cancellation) => provider.GetRequiredService<AccessTokens>().SweepAsync(cancellation)))
            .AddSingleton(new RecurringWork("sweep-idempotency-keys", (provider, cancellation) => provider.GetRequiredService<IdempotencySweep>().RunAsync(cancellation)))
            .AddSingleton<IdempotencySweep>()
            .AddSingleton(new RecurringWork("sweep-jobs", (provider, cancellation) => provider.GetRequiredService<JobSweep>().RunAsync(cancellation)));
    }

    /// <summary>Adds a kind of long work.</summary>
    public static IServiceCollection AddJobKind<T>(this IServiceCollection services)
        where T : JobKind => services.AddSingleton<JobKind, T>();
}
