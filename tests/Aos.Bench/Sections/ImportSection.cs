using System.Diagnostics;
using Aos.Bench.Data;
using Aos.Bench.Measuring;
using Dapper;
using Npgsql;

namespace Aos.Bench.Sections;

/// <summary>The import, whole job, against a plain COPY of the same rows into a table with the same key.</summary>
internal static class ImportSection
{
    public static async Task RunAsync(BenchData data, BenchOptions options, CancellationToken cancellation)
    {
        Run.Say("copying the same rows plainly");
        await using var connection = new NpgsqlConnection(data.ConnectionString);
        await connection.OpenAsync(cancellation);
        var file = Path.Combine(options.Directory, "vehicles.copy");
        await using (var rows = await connection.BeginRawBinaryCopyAsync("copy vehicle_identification.vehicles to stdout (format binary)", cancellation))
        await using (var stored = File.Create(file))
            await rows.CopyToAsync(stored, cancellation);

        var keyed = await CopyAsync(connection, file, "including constraints including defaults", "add primary key (data_set, vin, from_release)", cancellation);
        var indexed = await CopyAsync(connection, file, "including all", null, cancellation);
        var sizes = await connection.QuerySingleAsync<(long Heap, long Whole)>(
            "select pg_relation_size('vehicle_identification.vehicles'), pg_total_relation_size('vehicle_identification.vehicles')");
        File.Delete(file);

        Report.Row("Sample data", $"{Report.Figure(options.Vehicles / data.SampleSeconds)} vehicles/s", "", "", "≥ 100,000/s");
        Report.Row("Import of vehicles, whole job", $"{data.ImportSeconds:F1} s", $"COPY, same indexes {indexed:F1} s", Report.Figure(indexed / data.ImportSeconds), "≥ 0.40");
        Report.Row("Import of vehicles, whole job", $"{data.ImportSeconds:F1} s", $"COPY, key only {keyed:F1} s", Report.Figure(keyed / data.ImportSeconds), "");
        Report.Row("Disk of the vehicles", $"{sizes.Whole / 1e9:F2} GB", $"heap {sizes.Heap / 1e9:F2} GB", $"{sizes.Whole / (double)options.Vehicles:F0} B/vehicle", "10 M in 12 GB");
    }

    private static async Task<double> CopyAsync(NpgsqlConnection connection, string file, string like, string? alter, CancellationToken cancellation)
    {
        await connection.ExecuteAsync($"drop table if exists public.copied; create table public.copied (like vehicle_identification.vehicles {like}); {(alter is null ? "" : $"alter table public.copied {alter};")}");
        var watch = Stopwatch.StartNew();
        await using (var copy = await connection.BeginRawBinaryCopyAsync("copy public.copied from stdin (format binary)", cancellation))
        await using (var stored = File.OpenRead(file))
            await stored.CopyToAsync(copy, 1 << 17, cancellation);
        var seconds = watch.Elapsed.TotalSeconds;
        await connection.ExecuteAsync("drop table public.copied", commandTimeout: 0);
        return seconds;
    }
}
