using Aos.Api.VehicleIdentification.Import;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Mileage;

/// <summary>The command <c>mileages</c>: raises central mileages from a file, all of it or nothing. Exit code 0 or 1.</summary>
internal static class MileageCommand
{
    private const int BatchSize = 10_000;

    /// <param name="bulk">Connections without a statement time-out.</param>
    /// <param name="time">Decides which times lie in the future.</param>
    /// <param name="path">NDJSON or CSV, or gzip of it, with <c>{ "vin", "mileageKm", "readAt" }</c> a line.</param>
    /// <param name="dataSet"><c>production</c> or <c>sandbox</c>.</param>
    /// <param name="output">Where the result is printed.</param>
    /// <param name="cancellationToken">Stops the command; no mileage is raised then.</param>
    public static async Task<int> RunAsync(NpgsqlDataSource bulk, TimeProvider time, string path, string dataSet, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            if (DataSetNames.NumberOf(dataSet) is not { } number)
                throw new ImportRefusedException("The data set must be production or sandbox.");
            if (!File.Exists(path))
                throw new ImportRefusedException($"There is no file {path}.");
            var issues = new ImportIssues();
            var (read, raised) = await RaiseAsync(bulk, time, path, number, issues, cancellationToken);
            if (issues.Any)
                issues.Print(output, issues.Write(Path.GetDirectoryName(Path.GetFullPath(path))!));
            else
                await output.WriteLineAsync($"{raised:N0} of {read:N0} mileages raised in the {dataSet} data set; the others were as high already.");
            return issues.Any ? 1 : 0;
        }
        catch (Exception failure) when (failure is ImportRefusedException or NpgsqlException or IOException or InvalidDataException or UnauthorizedAccessException or OperationCanceledException)
        {
            await output.WriteLineAsync(failure is OperationCanceledException ? "Stopped; no mileage was raised." : failure.Message);
            return 1;
        }
    }

    private static async Task<(long Read, long Raised)> RaiseAsync(
        NpgsqlDataSource bulk, TimeProvider time, string path, short dataSet, ImportIssues issues, CancellationToken cancellationToken)
    {
        await using var connection = await bulk.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (read, raised) = (0L, 0L);
        foreach (var batch in ReadBatches(path, issues, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ReportUnknownAsync(connection, transaction, dataSet, Path.GetFileName(path), batch, issues);
            if (!issues.Any)
                raised += await VehicleMileages.RaiseAsync(connection, transaction, dataSet, [.. batch.Select(line => line.Reading)], cancellationToken);
            read += batch.Count;
        }

        if (!issues.Any && raised > 0)
        {
            await ImportAudit.WriteAsync(connection, transaction, "vehicleIdentification.mileages.raised", dataSet, $"{{ \"raised\": {raised} }}");
            // Answers hold the mileage: nodes forget what they keep of this data set.
            await connection.ExecuteAsync("select pg_notify('aos_catalogue', 'vehicle_identification:' || @dataSet)", new { dataSet }, transaction);
            await transaction.CommitAsync(cancellationToken);
        }

        return (read, raised);
    }

    private static IEnumerable<List<(long Line, MileageReading Reading)>> ReadBatches(string path, ImportIssues issues, DateOnly today)
    {
        using var lines = LineSource.Open(path, ImportJson.Default.MileageLine);
        var check = new LineCheck(issues, today);
        var batch = new List<(long, MileageReading)>(BatchSize);
        while (TryNext(lines, check, Path.GetFileName(path), out var reading))
        {
            if (reading is not null)
                batch.Add((lines.Number, reading));
            if (batch.Count < BatchSize)
                continue;
            yield return batch;
            batch = new(BatchSize);
        }

        yield return batch;
    }

    private static bool TryNext(LineSource lines, LineCheck check, string file, out MileageReading? reading)
    {
        reading = null;
        if (!lines.TryRead(out var bytes))
            return false;
        check.Begin(file, lines.Number);
        if (lines.Fault is { } fault)
            check.Fault(null, fault);
        else
            reading = StrictLine.Parse(bytes, ImportJson.Default.MileageLine, check)?.Check(check);
        return true;
    }

    private static async Task ReportUnknownAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, short dataSet, string file, List<(long Line, MileageReading Reading)> batch, ImportIssues issues)
    {
        var unknown = await connection.QueryAsync<(long, string)>(
            """
            select reading.line, reading.vin
            from unnest(@lines, @vins) as reading (line, vin)
            left join lateral (
                select v.gone
                from vehicle_identification.releases r
                join vehicle_identification.vehicles v on v.data_set = r.data_set and v.from_release <= r.current
                where r.data_set = @dataSet and v.vin = reading.vin collate "C"
                order by v.from_release desc
                limit 1) held on true
            where coalesce(held.gone, true)
            order by reading.line
            """,
            new { dataSet, lines = batch.Select(line => line.Line).ToArray(), vins = batch.Select(line => line.Reading.Vin).ToArray() }, transaction);
        foreach (var (line, vin) in unknown)
            issues.Add(file, line, "vin", $"names the unknown vehicle {vin}");
    }
}
