using Npgsql;

namespace Aos.Api.Platform.Database;

/// <summary>For readiness: whether the database has every migration of this program.</summary>
internal sealed class SchemaVersion(NpgsqlDataSource database, IReadOnlyList<Migration> migrations)
{
    private readonly string[] _names = [.. migrations.Select(migration => migration.Name)];

    /// <summary>Name of the newest migration of this program.</summary>
    public string Newest => _names[^1];

    /// <summary>Asks the database, so readiness needs no other question to it.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<bool> IsCompleteAsync(CancellationToken cancellationToken = default)
    {
        await using var command = database.CreateCommand("select count(*) from platform.schema_migrations where name = any(@names)");
        command.Parameters.Add(new NpgsqlParameter<string[]>("names", _names));
        try
        {
            return await command.ExecuteScalarAsync(cancellationToken) is long count && count == _names.Length;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return false; // Nothing was ever applied.
        }
    }
}
