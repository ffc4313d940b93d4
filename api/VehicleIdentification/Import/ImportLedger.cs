using Aos.Api.Platform.Identity.Tenants;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>The release in use and the import that made it.</summary>
internal sealed record CurrentRelease(int Number, string Name, byte[] ManifestSha256, long Vehicles);

/// <summary>
/// The rows of <c>imports</c> and <c>releases</c> of one data set. Whoever imports holds a session lock, so that a dead
/// import is told from a slow one, and writes under a token, so that a worker that was given up can write no more.
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
            if (await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_lock(@LockSpace, @dataSet)", new { LockSpace, dataSet = (int)dataSet }))
                return;
            await Task.Delay(LockInterval, cancellationToken);
        }

        throw new ImportRefusedException($"Another import into the {DataSetNames.NameOf(dataSet)} data set is running; wait until it has ended.");
    }

    public Task UnlockAsync() =>
        connection.ExecuteAsync("select pg_advisory_unlock(@LockSpace, @dataSet)", new { LockSpace, dataSet = (int)dataSet });

    public Task<CurrentRelease?> FindCurrentAsync() => connection.QuerySingleOrDefaultAsync<CurrentRelease>(
        """
        select r.current as number, r.name, i.manifest_sha256 as manifestSha256, i.vehicles
        from vehicle_identification.releases r
        join vehicle_identification.imports i on i.data_set = r.data_set and i.number = r.current
        where r.data_set = @dataSet
        """, new { dataSet });

    /// <summary>Takes over from an import whose program died: its rows go before the next release could show them.</summary>
    public async Task AbandonDeadAsync()
    {
        var dead = await connection.ExecuteScalarAsync<Guid?>(
            "select token from vehicle_identification.imports where data_set = @dataSet and state = 'loading'", new { dataSet });
        if (dead is { } token)
            await AbandonAsync(connection, dataSet, token);
    }

    public async Task BeginAsync(ImportManifest manifest) => Number = await connection.ExecuteScalarAsync<int>(
        """
        insert into vehicle_identification.imports (data_set, number, name, scope, state, manifest_sha256, token, started_at)
        select @dataSet, coalesce(max(number), 0) + 1, @Release, @Scope, 'loading', @Sha256, @Token, platform.now()
        from vehicle_identification.imports
        where data_set = @dataSet
        returning number
        """, new { dataSet, manifest.Release, manifest.Scope, manifest.Sha256, Token });

    /// <summary>First statement of every writing transaction.</summary>
    /// <exception cref="ImportRefusedException">This import was given up by another one.</exception>
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
            throw new ImportRefusedException("Another import has taken the place of this one, which therefore ends.");
    }

    public Task AdvanceAsync(NpgsqlTransaction transaction, string table, string? lastKey, DeltaCounts counts, long stagedRows) => connection.ExecuteAsync(
        """
        update vehicle_identification.imports
        set last_table = @table, last_key = @lastKey, staged_rows = @stagedRows,
            added = added + @Added, changed = changed + @Changed, removed = removed + @Removed
        where data_set = @dataSet and number = @Number
        """, new { dataSet, Number, table, lastKey, stagedRows, counts.Added, counts.Changed, counts.Removed }, transaction);

    /// <summary>Makes the import the release that readers see: one update and its notification.</summary>
    public async Task SwitchAsync(NpgsqlTransaction transaction, string name, long vehicles)
    {
        // Chunks may wait for the disk; the switch is on it when it is said to be done, and with it all that came before.
        await connection.ExecuteAsync("set local synchronous_commit = on", transaction: transaction);
        await connection.ExecuteAsync(
            """
            update vehicle_identification.imports
            set state = 'superseded'
            where data_set = @dataSet and state = 'current';

            update vehicle_identification.imports
            set state = 'current', finished_at = platform.now(), vehicles = @vehicles
            where data_set = @dataSet and number = @Number;

            insert into vehicle_identification.releases (data_set, current, name, took_effect_at, oldest)
            values (@dataSet, @Number, @name, platform.now(), @Number)
            on conflict (data_set) do update
            set current = excluded.current, name = excluded.name, took_effect_at = excluded.took_effect_at;

            select pg_notify('aos_catalogue', 'vehicle_identification:' || @dataSet);
            """, new { dataSet, Number, name, vehicles }, transaction);
        await EnsureBrandRightsAsync(transaction);
        await ImportAudit.WriteAsync(connection, transaction, "vehicleIdentification.release.switched", dataSet, $"{{ \"release\": \"{name}\", \"number\": {Number} }}");
    }

    /// <summary>A brand that is new in the catalogue can be granted from this release on.</summary>
    private async Task EnsureBrandRightsAsync(NpgsqlTransaction transaction)
    {
        var brands = await connection.QueryAsync<(string Code, string Name)>(
            """
            select code, name
            from (select distinct on (code) code, name, gone
                  from vehicle_identification.brands
                  where data_set = @dataSet and from_release <= @Number
                  order by code, from_release desc) newest
            where not gone
            """, new { dataSet, Number }, transaction);
        await Rights.EnsureBrandsAsync(connection, transaction, [.. brands]);
    }

    /// <summary>Ends an import that comes to nothing: first its right to write, then its rows, together.</summary>
    public static async Task AbandonAsync(NpgsqlConnection connection, short dataSet, Guid token)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var number = await connection.ExecuteScalarAsync<int?>(
            """
            update vehicle_identification.imports
            set state = 'failed', finished_at = platform.now()
            where data_set = @dataSet and token = @token and state = 'loading'
            returning number
            """, new { dataSet, token }, transaction);
        var wroteRows = number is not null && await connection.ExecuteScalarAsync<bool>(
            "select last_table is not null from vehicle_identification.imports where data_set = @dataSet and number = @number",
            new { dataSet, number }, transaction);
        if (wroteRows)
            foreach (var table in CatalogueTable.All)
                await connection.ExecuteAsync(
                    $"delete from vehicle_identification.{table.Name} where data_set = @dataSet and from_release = @number",
                    new { dataSet, number }, transaction, commandTimeout: 0);
        await transaction.CommitAsync();
    }
}
