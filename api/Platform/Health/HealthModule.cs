using System.Text.Json.Serialization;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Telemetry;
using Npgsql;

namespace Aos.Api.Platform.Health;

/// <summary>Liveness (<c>/health/live</c>, touches nothing) and readiness (<c>/health/ready</c>: database, schema, and not stopping).</summary>
internal static class HealthModule
{
    /// <summary>Time in which readiness must be known.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddHealth(this IServiceCollection services) =>
        services.AddSingleton<Shutdown>().AddHostedService(provider => provider.GetRequiredService<Shutdown>());

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/health/live", () => Results.Json(new Health("live"), HealthJson.Default.Health));
        Map(routes, "/health/ready", ReadyAsync);
    }

    // Without a rate limit: callers that share an address with the prober must not make the process look dead.
    private static void Map(IEndpointRouteBuilder routes, string path, Delegate handler) =>
        routes.MapGet(path, handler).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription().WithMetadata(new NoRequestLog());

    private static async Task<IResult> ReadyAsync(SchemaVersion schema, Shutdown shutdown, HttpContext context)
    {
        var state = shutdown.IsStopping ? "stopping" : await DatabaseStateAsync(schema, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new Health(state), HealthJson.Default.Health, statusCode: state == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<string> DatabaseStateAsync(SchemaVersion schema, CancellationToken aborted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        limit.CancelAfter(Limit);
        try
        {
            return await schema.IsCompleteAsync(limit.Token) ? "ready" : "schemaBehind";
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return "databaseAway";
        }
    }
}

/// <summary>Answer of a probe.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c>, <c>stopping</c>, <c>databaseAway</c> or <c>schemaBehind</c>.</param>
internal sealed record Health(string Status);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Health))]
internal sealed partial class HealthJson : JsonSerializerContext;
