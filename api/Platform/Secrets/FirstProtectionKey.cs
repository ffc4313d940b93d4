using Aos.Api.Platform.Database;
using Dapper;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Npgsql;

namespace Aos.Api.Platform.Secrets;

/// <summary>
/// Makes the first key of data protection, one node at a time: nodes that start together would each make one of their
/// own and not read what the others protect. Later keys are made days before they are used, so all nodes know them.
/// </summary>
internal sealed class FirstProtectionKey(NpgsqlDataSource database, IKeyManager keys, TimeProvider time) : IHostedService
{
    /// <summary>Life of a key; the framework makes the next one two days before its end.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    public async Task StartAsync(CancellationToken cancellationToken) =>
        await DatabaseTransaction.RunAsync(database, async (connection, transaction) =>
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "/* worker */ select pg_advisory_xact_lock(hashtext('platform.data_protection_keys'))", transaction: transaction, cancellationToken: cancellationToken));
            var now = time.GetUtcNow();
            if (!keys.GetAllKeys().Any(key => !key.IsRevoked && key.ActivationDate <= now && key.ExpirationDate > now))
                keys.CreateNewKey(now, now + Life);
            return true;
        }, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
