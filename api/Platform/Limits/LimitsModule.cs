using System.Globalization;
using System.Threading.RateLimiting;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Limits.Days;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Limits;

/// <summary>
/// The limits of calls: one fixed window of a second per client and plan, or per address without a token, on this node;
/// and the units of a day per tenant and product, over all nodes. Every authenticated answer shows them
/// (<c>RateLimit-Policy</c>, <c>RateLimit</c>).
/// </summary>
internal static class LimitsModule
{
    private const int WindowSeconds = 1;

    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration("Limits").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AddressGuard>().AddSingleton<QuotaStore>().AddSingleton<Quotas>().AddSingleton<QuotaNotices>().AddHostedService<QuotaWorker>();
        services.AddSingleton(new RecurringWork("sweep-quotas", (provider, cancellation) => provider.GetRequiredService<QuotaStore>().SweepAsync(cancellation)));
        services.AddRateLimiter(_ => { });
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<IOptions<LimitOptions>, ProblemWriter>((limiter, limits, problems) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Bucket>(context => Partition(context, limits.Value));
            limiter.OnRejected = (rejected, _) => new(RejectAsync(rejected.HttpContext, limits.Value, problems));
        });
        return services;
    }

    /// <summary>Limits the rate, and shows all limits.</summary>
    public static IApplicationBuilder UseLimits(this IApplicationBuilder app) => app.UseMiddleware<CallLimits>().UseRateLimiter();

    /// <summary>Reserves what a call costs, once it is known that it may be made.</summary>
    public static IApplicationBuilder UseReservations(this IApplicationBuilder app) => app.UseMiddleware<DayReservation>();

    private static RateLimitPartition<Bucket> Partition(HttpContext context, LimitOptions limits) =>
        RateLimitPartition.GetFixedWindowLimiter(context.Features.Get<LimitedCall>()?.Bucket ?? Bucket.Of(context, limits), static bucket => new()
        {
            PermitLimit = bucket.PerSecond,
            Window = TimeSpan.FromSeconds(WindowSeconds),
            QueueLimit = 0,
        });

    private static Task RejectAsync(HttpContext context, LimitOptions limits, ProblemWriter problems)
    {
        var call = context.Features.Get<LimitedCall>();
        if (call is not null)
            call.LeftOfSecond = 0;
        var perSecond = call?.Bucket.PerSecond ?? Bucket.Of(context, limits).PerSecond;
        return problems.WriteAsync(context, LimitErrors.RateExceeded, [perSecond.ToString(CultureInfo.InvariantCulture)],
            retryAfterSeconds: WindowSeconds, violatedPolicies: ["second"]);
    }
}

/// <summary>What is counted together: the calls of a client under one plan, or those of an address.</summary>
/// <param name="Owner">Client id or address.</param>
/// <param name="Right">Right whose plan sets the limit.</param>
/// <param name="PerSecond">Calls a second.</param>
internal readonly record struct Bucket(string Owner, string? Right, int PerSecond)
{
    public static Bucket Of(HttpContext context, LimitOptions limits)
    {
        if (context.Features.Get<Principal>() is not { } principal)
            return new(AddressGuard.AddressOf(context).ToString(), null, limits.AnonymousPerSecond);
        if (principal.AccountId is { } account)
            return new($"{principal.ClientId}|{account}", null, limits.WithoutPlanPerSecond);
        var right = context.GetEndpoint()?.Metadata.GetMetadata<AccessAttribute>()?.Machine;
        return right is not null && principal.Rights.TryGetValue(right, out var granted) && granted.PerSecond is { } perSecond
            ? new(principal.ClientId, right, perSecond)
            : new(principal.ClientId, null, limits.WithoutPlanPerSecond);
    }
}
