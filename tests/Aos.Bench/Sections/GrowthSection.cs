using System.Globalization;
using Aos.Bench.Data;
using Aos.Bench.Measuring;
using Aos.Bench.Servers;

namespace Aos.Bench.Sections;

/// <summary>What more data cost: the median latency of a vehicle by VIN on the large data set against the small one.</summary>
internal static class GrowthSection
{
    public static async Task RunAsync(BenchCluster cluster, BenchData large, BenchOptions options)
    {
        Run.Say($"making {BenchOptions.SmallVehicles:N0} vehicles and importing them");
        var small = await BenchData.MakeAsync(cluster, options.Directory, BenchOptions.SmallVehicles);
        await using var smallApi = await ApiProcess.StartApiAsync(small.ConnectionString, 5292, options.Directory);
        await using var largeApi = await ApiProcess.StartApiAsync(large.ConnectionString, 5293, options.Directory);
        var scripts = new Scripts(options);
        var few = await CaseAsync(scripts, "few", smallApi, small);
        var many = await CaseAsync(scripts, "many", largeApi, large);
        foreach (var one in (Case[])[few, many])
            await one.WarmAsync(options.WarmSeconds);
        for (var round = 1; round <= options.Rounds; round++)
        {
            Run.Say($"growth, round {round}");
            await few.MeasureAsync(options.Seconds);
            await many.MeasureAsync(options.Seconds);
        }

        Report.Row(
            string.Create(CultureInfo.InvariantCulture, $"Latency of a vehicle by VIN, {options.Vehicles:N0} vehicles, one connection, p50"), $"{many.MedianMs:F3} ms",
            string.Create(CultureInfo.InvariantCulture, $"{BenchOptions.SmallVehicles:N0} vehicles {few.MedianMs:F3} ms"),
            Report.Figure(many.Against(few, sample => sample.MedianMs)), "≤ 1.15");
    }

    private static async Task<Case> CaseAsync(Scripts scripts, string name, ApiProcess api, BenchData data) =>
        await scripts.CaseAsync(name, api.Address, "GET", data.Vins.Select(vin => "/vehicle-identification/v1/vehicles/" + vin), HttpSection.Headers(await api.TokenAsync()), connections: 1);
}
