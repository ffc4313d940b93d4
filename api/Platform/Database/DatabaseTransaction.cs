using Npgsql;

namespace Aos.Api.Platform.Database;

/// <summary>Runs a change as one transaction.</summary>
internal static class DatabaseTransaction
{
    private const int Attempts = 4;

    /// <summary>
    /// Commits when <paramref name="work"/> returns. When the server breaks a deadlock or a serialization conflict the
    /// whole work is done again, up to three times: it must have no effect outside the database.
    /// </summary>
    public static async Task<T> RunAsync<T>(
        NpgsqlDataSource database,
        Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> work,
        CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancellationToken);
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                var result = await work(connection, transaction);
                await transaction.CommitAsync(cancellationToken);
                return result;
            }
            catch (PostgresException e) when (attempt < Attempts && IsConflict(e))
            {
                // Not all at the same moment again.
                await Task.Delay(Random.Shared.Next(5, 30) * attempt, cancellationToken);
            }
        }
    }

    private static bool IsConflict(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;
}
