using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>The release in use and the import that made it.</summary>
internal sealed record CurrentRelease(int Number, string Name, byte[] ManifestSha256, long Vehicles);

/// <summary>An import that began and did not end, with what it has done so far.</summary>
internal sealed record UnfinishedImport
{
    public int Number { get; init; }
    public int Base { get; init; }
    public required byte[] ManifestSha256 { get; init; }

    /// <summary>Rows that were checked and staged; null while they were not all.</summary>
    public long? StagedRows { get; init; }

    /// <summary>The table that was being written; null before the first.</summary>
    public string? LastTable { get; init; }

    /// <summary>The last key of it that is committed; null when the whole table is.</summary>
    public string? LastKey { get; init; }
}

/// <summary>What an import has written so far, over all its runs.</summary>
internal sealed record WrittenSoFar(long VehiclesRemoved);

/// <summary>
/// The rows of <c>imports</c> of one data set. Whoever imports holds a session lock, so that a dead import is told from a
/// slow one, and writes under a token, so that a worker that was given up can write no more.
/// </summary>
internal sealed class ImportLedger(NpgsqlConnection connection, short dataSet)
{
    private const int LockSpace = 0x414F5331; // "AOS1": imports of vehicle identification
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LockInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Number of the release that this import makes.</summary>
    public int Number { get; private set; }

    /// <summary>What proves that this import is still the one that may write.</summary>
    public Guid Token { get; } = Guid.CreateVersion7();

    /// <exception cref="ImportRefusedException">Another import into this data set is running.</exception>
    public async Task LockAsync(CancellationToken cancellationToken)
    {
        // A server that notices at once when this program dies gives the lock to the next import at once.
        await connection.ExecuteAsync("set client_connection_check_interval = '1s'");
        for (var waited = TimeSpan.Zero; waited <= LockPatience; waited += LockInterval)
        {
            if (await TryLockAsync())
                return;
            await Task.Delay(LockInterval, cancellationToken);
        }

        throw new ImportRefusedException($"Another import into the {DataSetNames.NameOf(dataSet)} data set is running; wait until it has ended.");
    }

    /// <summary>False while an import is running.</summary>
    public Task<bool> TryLockAsync() =>
        connection.ExecuteScalarAsync<bool>("select pg_try_advisory_lock(@LockSpace, @dataSet)", new { LockSpace, dataSet = (int)dataSet });

    public Task UnlockAsync() =>
        connection.ExecuteAsync("select pg_advisory_unlock(@LockSpace, @dataSet)", new { LockSpace, dataSet = (int)dataSet });

    public Task<CurrentRelease?> FindCurrentAsync() => connection.QuerySingleOrDefaultAsync<CurrentRelease>(
        """
        select r.current as number, r.name, i.manifest_sha256 as manifestSha256, i.vehicles
        from vehicle_identification.releases r
        join vehicle_identification.imports i on i.data_set = r.data_set and i.number = r.current
        where r.data_set = @dataSet
        """, new { dataSet });

    /// <summary>The import whose program or database died; null if none did.</summary>
    public Task<UnfinishedImport?> FindUnfinishedAsync() => connection.QuerySingleOrDefaultAsync<UnfinishedImport>(
        """
        select number, base, manifest_sha256, case when staged_at is not null then staged_rows end as staged_rows, last_table, last_key
        from vehicle_identification.imports
        where data_set = @dataSet and state = 'loading'
        """, new { dataSet });

    /// <summary>Begins a new import.</summary>
    public async Task BeginAsync(ImportManifest manifest, CurrentRelease? current) => Number = await connection.ExecuteScalarAsync<int>(
        """
        insert into vehicle_identification.imports (data_set, number, name, scope, state, manifest_sha256, token, started_at, base, vehicles)
        select @dataSet, coalesce(max(number), 0) + 1, @Release, @Scope, 'loading', @Sha256, @Token, platform.now(), @usedNow, @vehicles
        from vehicle_identification.imports
        where data_set = @dataSet
        returning number
        """, new { dataSet, manifest.Release, manifest.Scope, manifest.Sha256, Token, usedNow = current?.Number ?? 0, vehicles = current?.Vehicles ?? 0 });

    /// <summary>Goes on with an import that was cut off; whoever ran it can write no more.</summary>
    public async Task TakeOverAsync(UnfinishedImport unfinished)
    {
        Number = unfinished.Number;
        await connection.ExecuteAsync(
            "update vehicle_identification.imports set token = @Token where data_set = @dataSet and number = @Number and state = 'loading'",
            new { dataSet, Number, Token });
    }

    /// <summary>First statement of every writing transaction.</summary>
    /// <exception cref="ImportRefusedException">This import was given up.</exception>
    public async Task FenceAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var held = await connection.ExecuteScalarAsync<int?>(new CommandDefinition(
            """
            select 1
            from vehicle_identification.imports
            where data_set = @dataSet and number = @Number and token = @Token and state = 'loading'
            for update
            """, new { dataSet, Number, Token }, transaction, cancellationToken: cancellationToken));
        if (held is null)
            throw new ImportRefusedException("This import was abandoned, or another one has taken its place; it ends, and the release in use stays.");
    }

    /// <summary>Notes that every row was checked and waits.</summary>
    public Task StagedAsync(NpgsqlTransaction transaction, long rows) => connection.ExecuteAsync(
        "update vehicle_identification.imports set staged_rows = @rows, staged_at = platform.now() where data_set = @dataSet and number = @Number",
        new { dataSet, Number, rows }, transaction);

    /// <summary>Notes what a chunk wrote, in its transaction; gives what all chunks wrote.</summary>
    public Task<WrittenSoFar> AdvanceAsync(NpgsqlTransaction transaction, CatalogueTable table, string? lastKey, DeltaCounts counts)
    {
        var vehicles = table == CatalogueTable.Vehicles ? counts : default;
        return connection.QuerySingleAsync<WrittenSoFar>(
            """
            update vehicle_identification.imports
            set last_table = @table, last_key = @lastKey,
                added = added + @Added, changed = changed + @Changed, removed = removed + @Removed,
                vehicles = vehicles + @more, vehicles_removed = vehicles_removed + @fewer
            where data_set = @dataSet and number = @Number
            returning vehicles_removed as vehiclesRemoved
            """,
            new
            {
                dataSet,
                Number,
                table = table.Name,
                lastKey,
                counts.Added,
                counts.Changed,
                counts.Removed,
                more = vehicles.Added - vehicles.Removed,
                fewer = vehicles.Removed,
            },
            transaction);
    }

    /// <summary>What this import has written, over all its runs.</summary>
    public Task<DeltaCounts> CountsAsync() => connection.QuerySingleAsync<DeltaCounts>(
        "select added, changed, removed from vehicle_identification.imports where data_set = @dataSet and number = @Number", new { dataSet, Number });

    /// <summary>Ends an import that comes to nothing. Its right to write ends with it; its rows wait for <see cref="ReleaseSweep"/>.</summary>
    public static Task AbandonAsync(NpgsqlConnection connection, short dataSet, int number, NpgsqlTransaction? transaction = null) => connection.ExecuteAsync(
        """
        update vehicle_identification.imports
        set state = 'failed', finished_at = platform.now(), swept = last_table is null
        where data_set = @dataSet and number = @number and state = 'loading'
        """, new { dataSet, number }, transaction);
}
