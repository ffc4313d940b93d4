using System.Collections.Concurrent;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>
/// When clients and their secrets were last used. Authentications only note it; what was noted is written together,
/// for each client and secret once a minute at most.
/// </summary>
internal sealed partial class ClientUses(NpgsqlDataSource database, TimeProvider time, ILogger<ClientUses> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string ClientId, Guid SecretId), DateTimeOffset> _noted = new();
    private readonly ConcurrentQueue<(string ClientId, Guid SecretId)> _due = new();

    /// <summary>Notes that a client has authenticated.</summary>
    /// <param name="clientId">Client.</param>
    /// <param name="secretId">The secret that it used, if it was one.</param>
    public void Note(string clientId, Guid? secretId)
    {
        var (use, now) = ((clientId, secretId ?? Guid.Empty), time.GetUtcNow());
        if (_noted.TryGetValue(use, out var before) && now - before < Precision)
            return;
        _noted[use] = now;
        _due.Enqueue(use);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (!_due.IsEmpty)
                    await WriteAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
            {
                LogFault(logger, fault);
            }
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        var uses = new HashSet<(string ClientId, Guid SecretId)>();
        while (_due.TryDequeue(out var use))
            uses.Add(use);
        foreach (var (use, at) in _noted)
            if (time.GetUtcNow() - at >= Precision)
                _noted.TryRemove(KeyValuePair.Create(use, at));
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("""
            /* worker */
            update identity.clients set last_used_at = platform.now()
            where id = any (@clients) and (last_used_at is null or last_used_at <= platform.now() - interval '1 minute');
            update identity.client_secrets set last_used_at = platform.now()
            where id = any (@secrets) and (last_used_at is null or last_used_at <= platform.now() - interval '1 minute')
            """,
            new { clients = uses.Select(use => use.ClientId).Distinct(StringComparer.Ordinal).ToArray(), secrets = uses.Select(use => use.SecretId).Where(id => id != Guid.Empty).ToArray() },
            cancellationToken: cancellation));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The times of last use of clients could not be written")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
