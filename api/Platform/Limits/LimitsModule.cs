using System.Globalization;
using System.Threading.RateLimiting;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tokens;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Limits;

/// <summary>
/// The rate limit: one fixed window of a second per client and plan, or per address without a token, on this node.
/// Every authenticated answer shows it (<c>RateLimit-Policy</c>, <c>RateLimit</c>).
/// </summary>
internal static class LimitsModule
{
    private const int WindowSeconds = 1;

    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration("Limits").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AddressGuard>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<IOptions<LimitOptions>, ProblemWriter>((limiter, limits, problems) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Bucket>(context => Partition(context, limits.Value));
            limiter.OnRejected = (rejected, _) => new(RejectAsync(rejected.HttpContext, limits.Value, problems));
        });
        return services;
    }

    /// <summary>Limits the rate and shows the limit.</summary>
    public static IApplicationBuilder UseLimits(this IApplicationBuilder app) => app.UseRateLimiter().UseMiddleware<LimitHeaders>();

    private static RateLimitPartition<Bucket> Partition(HttpContext context, LimitOptions limits) =>
        RateLimitPartition.GetFixedWindowLimiter(Bucket.Of(context, limits), static bucket => new()
        {
            PermitLimit = bucket.PerSecond,
            Window = TimeSpan.FromSeconds(WindowSeconds),
            QueueLimit = 0,
        });

    private static Task RejectAsync(HttpContext context, LimitOptions limits, ProblemWriter problems)
    {
        var bucket = Bucket.Of(context, limits);
        if (context.Features.Get<Principal>() is not null)
            LimitHeaders.Set(context, bucket.PerSecond, 0);
        return problems.WriteAsync(context, LimitErrors.RateExceeded, [bucket.PerSecond.ToString(CultureInfo.InvariantCulture)],
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

/// <summary>Shows the limit of the caller and what is left of it, on every authenticated answer.</summary>
internal sealed class LimitHeaders(RequestDelegate next, IOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions> limiter, IOptions<LimitOptions> limits)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Principal>() is not null)
            Set(context, Bucket.Of(context, limits.Value).PerSecond, limiter.Value.GlobalLimiter!.GetStatistics(context)?.CurrentAvailablePermits ?? 0);
        return next(context);
    }

    public static void Set(HttpContext context, int perSecond, long left)
    {
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"second\";q={perSecond};w=1");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"second\";r={left};t=1");
    }
}
