using System.Collections.Concurrent;
using Npgsql;

namespace Aos.Api.Platform.Database;

/// <summary>
/// One connection per node that hears what other nodes tell (<c>LISTEN</c>): revoked tokens and changed rights,
/// switched releases, and jobs that are due. It is probed every 2 s; while it is not healthy, caches must not be trusted.
/// </summary>
public sealed partial class NotificationListener(NpgsqlDataSource database, ILogger<NotificationListener> logger) : BackgroundService
{
    /// <summary>Channel of revoked tokens and changed rights.</summary>
    public const string RightsChannel = "aos_auth";

    /// <summary>Channel of switched releases.</summary>
    public const string CatalogueChannel = "aos_catalogue";

    /// <summary>Channel of jobs that are due.</summary>
    public const string JobsChannel = "aos_jobs";

    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, Action<string>> _handlers = new();
    private Action? _reconnected;
    private volatile bool _healthy;

    /// <summary>True while notices are sure to arrive.</summary>
    public bool IsHealthy => _healthy;

    /// <summary>Calls a handler with the payload of each notice on a channel.</summary>
    public void On(string channel, Action<string> handler) =>
        _handlers.AddOrUpdate(channel, handler, (_, former) => former + handler);

    /// <summary>Calls a handler after every connection, before the listener is healthy again: what was cached may be stale.</summary>
    public void OnReconnect(Action handler) => _reconnected += handler;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                _healthy = false;
                LogLost(logger, exception.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, notice) =>
        {
            if (_handlers.TryGetValue(notice.Channel, out var handler))
                handler(notice.Payload);
        };
        await using (var listen = new NpgsqlCommand($"listen {RightsChannel}; listen {CatalogueChannel}; listen {JobsChannel}", connection))
            await listen.ExecuteNonQueryAsync(stoppingToken);
        _reconnected?.Invoke();
        _healthy = true;
        while (true)
        {
            if (await connection.WaitAsync(ProbeInterval, stoppingToken))
                continue;
            await using var probe = new NpgsqlCommand("select 1", connection) { CommandTimeout = 2 };
            await probe.ExecuteScalarAsync(stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notices are not heard: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);
}
