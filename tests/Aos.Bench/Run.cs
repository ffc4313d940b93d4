using System.Globalization;
using Aos.Bench.Data;
using Aos.Bench.Measuring;
using Aos.Bench.Sections;

namespace Aos.Bench;

/// <summary>The whole bench: data, servers, sections, table.</summary>
internal static class Run
{
    public static async Task<int> AllAsync(BenchOptions options, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.Directory);
        await using var cluster = await BenchCluster.StartAsync(options.Directory);
        Report.Title(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {MemoryGigabytes()} GB, PostgreSQL {cluster.Version}, {options.Vehicles:N0} vehicles, {options.Rounds} rounds of {options.Seconds} s"));

        Say($"making {options.Vehicles:N0} vehicles and importing them");
        var large = await BenchData.MakeAsync(cluster, options.Directory, options.Vehicles);
        Report.Columns("Work", "Here", "Reference", "Ratio", "Goal");
        if (options.Wants("import"))
            await ImportSection.RunAsync(large, options, cancellation);
        if (options.Wants("http"))
            await HttpSection.RunAsync(large, options);
        if (options.Wants("tokens"))
            await TokensSection.RunAsync(large, options);
        if (options.Wants("growth"))
            await GrowthSection.RunAsync(cluster, large, options);
        if (options.Wants("start"))
            await StartSection.RunAsync(large, options);
        if (options.Wants("memory"))
            await MemorySection.RunAsync(large, options);
        if (options.Wants("sdk"))
            await SdkSection.RunAsync(large, options);
        return 0;
    }

    /// <summary>Progress goes to the error stream, the table to the output.</summary>
    public static void Say(string what) => Console.Error.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {what}");

    private static long MemoryGigabytes() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30);
}
