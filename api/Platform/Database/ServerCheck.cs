using Aos.Api.Platform.Database.Embedded;
using Npgsql;

namespace Aos.Api.Platform.Database;

/// <summary>Whether a server may hold data that must not be lost.</summary>
internal static class ServerCheck
{
    /// <summary>Returns the version of the server, for example <c>15.14</c>.</summary>
    /// <exception cref="DatabaseStartException">Too old, or a commit could be lost.</exception>
    public static async Task<string> RunAsync(DatabaseOptions options, CancellationToken cancellationToken)
    {
        await using var connection = DataSources.Unpooled(options.EffectiveConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch (NpgsqlException e)
        {
            throw new DatabaseStartException($"The database of Database:ConnectionString cannot be reached: {e.Message}", e);
        }

        if (connection.PostgreSqlVersion.Major < ServerBinaries.OldestMajor)
            throw new DatabaseStartException($"The database server is PostgreSQL {connection.PostgreSqlVersion}, but {ServerBinaries.OldestMajor} or newer is needed.");
        if (!options.DisposableCluster && await UnsafeSettingAsync(connection, cancellationToken) is { } setting)
            throw new DatabaseStartException($"The database server runs with {setting}, so an acknowledged change could be lost: set it to 'on'.");
        return connection.PostgreSqlVersion.ToString();
    }

    private static async Task<string?> UnsafeSettingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // remote_apply is "on" and more: the replicas have it too.
        await using var command = new NpgsqlCommand(
            """
            select name || ' = ' || setting
            from pg_catalog.pg_settings
            where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting not in ('on', 'remote_apply')
            order by name
            limit 1
            """,
            connection);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }
}
