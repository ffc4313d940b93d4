using System.Diagnostics;
using System.Globalization;
using Aos.Api.Platform.Database;
using Aos.Bench.Servers;
using Dapper;
using Npgsql;

namespace Aos.Bench.Data;

/// <summary>A database filled by the product's own commands, and the VINs that are asked for.</summary>
/// <param name="ConnectionString">The database.</param>
/// <param name="Vins">VINs drawn evenly from all of them.</param>
/// <param name="ImportSeconds">What <c>aos import</c> took for the whole job.</param>
/// <param name="SampleSeconds">What <c>aos sample-data</c> took.</param>
internal sealed record BenchData(string ConnectionString, IReadOnlyList<string> Vins, double ImportSeconds, double SampleSeconds)
{
    private const int DrawnVins = 50_000;

    public static async Task<BenchData> MakeAsync(BenchCluster cluster, string directory, int vehicles)
    {
        var folder = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"data-{vehicles}"));
        var database = await cluster.CreateAsync(string.Create(CultureInfo.InvariantCulture, $"bench_{vehicles}"));
        var sample = Stopwatch.StartNew();
        await ApiProcess.CommandAsync(database, "sample-data", folder, "--vehicles", vehicles.ToString(CultureInfo.InvariantCulture));
        sample.Stop();
        await ApiProcess.CommandAsync(database, "import", "--make-manifest", folder, "--release", "2026-10", "--set", "production");
        await ApiProcess.CommandAsync(database, "migrate");
        var import = Stopwatch.StartNew();
        await ApiProcess.CommandAsync(database, "import", folder, "--set", "production");
        import.Stop();
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync("vacuum analyze", commandTimeout: 0);
        await BenchCaller.AddAsync(connection);
        var vins = await connection.QueryAsync<string>(new CommandDefinition(
            "select vin from vehicle_identification.vehicles where hashtext(vin) & 2147483647 < 2147483647.0 * @Drawn / @vehicles * 1.1 limit @Drawn",
            new { Drawn = DrawnVins, vehicles }, commandTimeout: 0));
        return new(database, vins.AsList(), import.Elapsed.TotalSeconds, sample.Elapsed.TotalSeconds);
    }
}
