using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Writes;
using Aos.Api.VehicleIdentification.Import;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.ReleaseAdministration;

/// <summary>Every statement about the administration of releases. What an act makes invisible takes effect at once; its rows are removed later, by <see cref="ReleaseSweep"/>.</summary>
internal sealed class CatalogueReleaseStore(NpgsqlDataSource database)
{
    private const string Columns = "number, name, scope, state, vehicles, added, changed, removed, started_at, finished_at";

    /// <summary>Releases of a data set, newest first, one more than the page holds.</summary>
    public async Task<IReadOnlyList<CatalogueRelease>> ListAsync(short dataSet, string? state, int? before, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<CatalogueRelease>(new CommandDefinition($"""
            select {Columns}
            from vehicle_identification.imports
            where data_set = @dataSet and (@state is null or state = @state) and (@before is null or number < @before)
            order by number desc
            limit @take + 1
            """, new { dataSet, state, before, take }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Number of releases in the list, and whether it is longer than that.</summary>
    public async Task<(int Total, bool IsCapped)> CountAsync(short dataSet, string? state, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition($"""
            select count(*)
            from (select from vehicle_identification.imports where data_set = @dataSet and (@state is null or state = @state) limit {PageQuery.TotalCap} + 1) capped
            """, new { dataSet, state }, cancellationToken: cancellation));
        return (Math.Min(count, PageQuery.TotalCap), count > PageQuery.TotalCap);
    }

    /// <summary>One release; null if there is none.</summary>
    public async Task<CatalogueRelease?> FindAsync(short dataSet, int number, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<CatalogueRelease>(new CommandDefinition(
            $"select {Columns} from vehicle_identification.imports where data_set = @dataSet and number = @number", new { dataSet, number }, cancellationToken: cancellation));
    }

    /// <summary>Makes the former release the one in use again: one update and its notification.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="dataSet">Number of the data set.</param>
    /// <param name="withdraw">The release that must be in use; null for whichever is.</param>
    /// <exception cref="Platform.Errors.ProblemException">409, if it is not, or there is no former one.</exception>
    public static async Task<CatalogueRollback> RollBackAsync(WriteScope write, short dataSet, int? withdraw)
    {
        var (current, oldest) = await LockAsync(write, dataSet);
        if (current == 0)
            throw CatalogueReleaseErrors.NoFormerRelease.With();
        if (withdraw is not null && withdraw != current)
            throw CatalogueReleaseErrors.ReleaseNotCurrent.With(current);
        var former = await write.Connection.ExecuteScalarAsync<int?>(write.Sql("""
            select max(number)
            from vehicle_identification.imports
            where data_set = @dataSet and state = 'superseded' and number < @current and number >= @oldest
            """, new { dataSet, current, oldest })) ?? throw CatalogueReleaseErrors.NoFormerRelease.With();
        await write.Connection.ExecuteAsync(write.Sql("""
            update vehicle_identification.imports set state = 'withdrawn', swept = false where data_set = @dataSet and number = @current;
            update vehicle_identification.imports set state = 'current' where data_set = @dataSet and number = @former;
            """, new { dataSet, current, former }));
        var tookEffectAt = await write.Connection.ExecuteScalarAsync<DateTime>(write.Sql("""
            update vehicle_identification.releases r
            set current = i.number, name = i.name, took_effect_at = platform.now(), version = r.version + 1
            from vehicle_identification.imports i
            where r.data_set = @dataSet and i.data_set = r.data_set and i.number = @former
            returning r.took_effect_at
            """, new { dataSet, former }));
        await write.Connection.ExecuteAsync(write.Sql("select pg_notify('aos_catalogue', 'vehicle_identification:' || @dataSet)", new { dataSet }));
        await AuditAsync(write, dataSet, "rolledBack", new() { ["withdrawn"] = $"{current}", ["number"] = $"{former}" });
        return new() { Withdrawn = current, Release = await ReadAsync(write, dataSet, former), TookEffectAt = tookEffectAt };
    }

    /// <summary>Gives up an import that has not ended, whether it runs or was cut off.</summary>
    /// <exception cref="Platform.Errors.ProblemException">404 or 409.</exception>
    public static async Task<CatalogueAbandonment> AbandonAsync(WriteScope write, short dataSet, int number)
    {
        var state = await write.Connection.ExecuteScalarAsync<string?>(write.Sql(
            "select state from vehicle_identification.imports where data_set = @dataSet and number = @number for update", new { dataSet, number }))
            ?? throw CatalogueReleaseErrors.ReleaseNotFound.With();
        if (state != "loading")
            throw CatalogueReleaseErrors.ReleaseNotLoading.With(state);
        await ImportLedger.AbandonAsync(write.Connection, dataSet, number, write.Transaction);
        await AuditAsync(write, dataSet, "abandoned", new() { ["number"] = $"{number}" });
        return new() { Release = await ReadAsync(write, dataSet, number) };
    }

    /// <summary>The import that has not ended; null if every one has.</summary>
    public static Task<int?> FindLoadingAsync(WriteScope write, short dataSet) => write.Connection.ExecuteScalarAsync<int?>(write.Sql(
        "select number from vehicle_identification.imports where data_set = @dataSet and state = 'loading'", new { dataSet }));

    /// <summary>Makes releases unreadable. The oldest readable one moves first, so that no page walk reads what is being removed.</summary>
    /// <exception cref="Platform.Errors.ProblemException">409, if the release in use would go.</exception>
    public static async Task<CataloguePurge> PurgeAsync(WriteScope write, short dataSet, int olderThan)
    {
        var (current, oldest) = await LockAsync(write, dataSet);
        if (olderThan > current)
            throw CatalogueReleaseErrors.PurgeBeyondCurrent.With(current);
        var purged = await write.Connection.ExecuteAsync(write.Sql("""
            update vehicle_identification.imports
            set state = 'purged'
            where data_set = @dataSet and number < @olderThan and state = 'superseded'
            """, new { dataSet, olderThan }));
        await write.Connection.ExecuteAsync(write.Sql("""
            update vehicle_identification.releases set oldest = @olderThan, version = version + 1 where data_set = @dataSet and oldest < @olderThan
            """, new { dataSet, olderThan }));
        await AuditAsync(write, dataSet, "purged", new() { ["olderThan"] = $"{olderThan}", ["releases"] = $"{purged}" });
        return new() { Oldest = Math.Max(oldest, olderThan), Purged = purged };
    }

    /// <summary>The release in use, 0 if there is none, and the oldest readable one; locked until the end of the act.</summary>
    private static Task<(int Current, int Oldest)> LockAsync(WriteScope write, short dataSet) => write.Connection.QuerySingleOrDefaultAsync<(int, int)>(write.Sql(
        "select current, oldest from vehicle_identification.releases where data_set = @dataSet for update", new { dataSet }));

    private static Task<CatalogueRelease> ReadAsync(WriteScope write, short dataSet, int number) => write.Connection.QuerySingleAsync<CatalogueRelease>(write.Sql(
        $"select {Columns} from vehicle_identification.imports where data_set = @dataSet and number = @number", new { dataSet, number }));

    private static Task AuditAsync(WriteScope write, short dataSet, string happened, Dictionary<string, string?> details) => write.AuditAsync(
        ImportAudit.Installation, $"vehicleIdentification.release.{happened}", "dataSet", DataSetNames.NameOf(dataSet), details);
}
