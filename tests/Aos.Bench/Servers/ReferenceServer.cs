using Aos.Api.Platform.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aos.Bench.Servers;

/// <summary>
/// The ceilings. <c>/fixed</c>: bare Kestrel and fixed bytes, the most that this machine answers. <c>/row/{vin}</c>: the
/// same row by the same key with raw Npgsql, then fixed bytes of the same length; no authentication, limits or JSON.
/// </summary>
internal static class ReferenceServer
{
    private const string ByVin = """
        select r.current, v.*, s.mileage_km
        from vehicle_identification.releases r
        cross join lateral (
            select x.*
            from vehicle_identification.vehicles x
            where x.data_set = r.data_set and x.vin = $1 and x.from_release <= r.current
            order by x.from_release desc
            limit 1) v
        left join vehicle_identification.vehicle_states s on s.data_set = r.data_set and s.vin = $1
        where r.data_set = 1 and not v.gone
        """;

    public static async Task<int> RunAsync(string connectionString, string url, int length, CancellationToken cancellation)
    {
        await using var database = DataSources.ForRequests(connectionString, "aos-reference");
        var body = new byte[length];
        Array.Fill(body, (byte)'x');
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        app.Run(context => context.Request.Path.Value switch
        {
            { } path when path.StartsWith("/row/", StringComparison.Ordinal) => RowAsync(context, database, path[5..], body),
            _ => WriteAsync(context, body),
        });
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static async Task RowAsync(HttpContext context, NpgsqlDataSource database, string vin, byte[] body)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(ByVin, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = vin } } };
        await using var reader = await command.ExecuteReaderAsync();
        if (await reader.ReadAsync())
            await WriteAsync(context, body);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static Task WriteAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }
}
