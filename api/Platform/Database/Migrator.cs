using System.Diagnostics;
using Npgsql;

namespace Aos.Api.Platform.Database;

/// <summary>
/// Brings the schema up to this program. Any number of processes may run it at the same time: one works, the others
/// wait and find nothing to do.
/// </summary>
internal sealed class Migrator(string connectionString, IReadOnlyList<Migration> migrations, TimeProvider clock)
{
    /// <summary>Any number that nothing else in the database uses.</summary>
    private const long LockKey = 0x616F_735F_6D69_6772;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(100);

    private readonly IReadOnlyList<Migration> _migrations = Migration.InOrder(migrations);

    /// <summary>Applies what is missing and returns the names of what it applied.</summary>
    /// <exception cref="DatabaseStartException">An applied file was changed, is unknown, or one fails.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken = default)
    {
        // Unpooled: the lock belongs to this connection and ends with it, also when this process dies.
        await using var connection = DataSources.Unpooled(connectionString);
        await connection.OpenAsync(cancellationToken);
        await LockAsync(connection, cancellationToken);
        await PrepareAsync(connection, cancellationToken);

        var applied = await AppliedAsync(connection, cancellationToken);
        Compare(applied);
        var missing = _migrations.Where(migration => !applied.ContainsKey(migration.Name)).ToList();
        foreach (var migration in missing)
            await ApplyAsync(connection, migration, cancellationToken);
        return [.. missing.Select(migration => migration.Name)];
    }

    /// <summary>
    /// Asks again and again instead of waiting inside one statement: a waiting statement holds a snapshot, and
    /// <c>create index concurrently</c> of the one who works would wait for that snapshot for ever.
    /// </summary>
    private static async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(@key)", connection)
        {
            Parameters = { new NpgsqlParameter<long>("key", LockKey) },
        };
        while (await command.ExecuteScalarAsync(cancellationToken) is not true)
            await Task.Delay(LockPause, cancellationToken);
    }

    private static async Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // A change of a busy table gives up after 5 s instead of making every request queue behind it.
        await using var command = new NpgsqlCommand(
            """
            set lock_timeout = '5s';
            set client_min_messages = warning;
            create schema if not exists platform;
            create table if not exists platform.schema_migrations (
                name       text primary key,
                checksum   text not null,
                applied_at timestamptz not null,
                ms         int not null
            );
            """,
            connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<Dictionary<string, string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("select name, checksum from platform.schema_migrations order by name", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            applied.Add(reader.GetString(0), reader.GetString(1));
        return applied;
    }

    private void Compare(Dictionary<string, string> applied)
    {
        var known = _migrations.ToDictionary(migration => migration.Name, StringComparer.Ordinal);
        foreach (var (name, checksum) in applied)
        {
            if (!known.TryGetValue(name, out var migration))
                throw new DatabaseStartException($"The database is newer than this program: it has the migration '{name}', which the program does not know.");
            if (migration.Checksum != checksum)
                throw new DatabaseStartException($"The migration '{name}' was changed after it was applied to this database: restore it and write a new one.");
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            await using var transaction = migration.InTransaction ? await connection.BeginTransactionAsync(cancellationToken) : null;
            await using (var command = new NpgsqlCommand(migration.Sql, connection, transaction))
                await command.ExecuteNonQueryAsync(cancellationToken);
            await RecordAsync(connection, migration, (int)watch.ElapsedMilliseconds, cancellationToken);
            if (transaction is not null)
                await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException e)
        {
            throw new DatabaseStartException($"The migration '{migration.Name}' fails: {e.MessageText} ({e.SqlState}).", e);
        }
    }

    private async Task RecordAsync(NpgsqlConnection connection, Migration migration, int ms, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into platform.schema_migrations (name, checksum, applied_at, ms)
            values (@name, @checksum, @applied_at, @ms)
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string>("name", migration.Name),
                new NpgsqlParameter<string>("checksum", migration.Checksum),
                new NpgsqlParameter<DateTimeOffset>("applied_at", clock.GetUtcNow()),
                new NpgsqlParameter<int>("ms", ms),
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
