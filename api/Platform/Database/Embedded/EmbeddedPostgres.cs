using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aos.Api.Platform.Database.Embedded;

/// <summary>
/// A PostgreSQL server of our own. The first process of a data directory owns it: it starts the server, heals it and
/// stops it. Others attach, leave it alone at their end, and take it over when the owner ends before them.
/// </summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    /// <summary>How often the server is looked at; after failed starts less and less often.</summary>
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SlowestPulse = TimeSpan.FromSeconds(30);

    private readonly ClusterFiles _files;
    private readonly ServerControl _server;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private DirectoryLock? _lock;
    private Watchdog? _watchdog;
    private Task? _supervision;

    private EmbeddedPostgres(ClusterFiles files, ServerBinaries binaries, ServerControl server, ILogger logger)
    {
        (_files, _server, _logger, Version) = (files, server, logger, binaries.Version);
    }

    public string ConnectionString => _files.ConnectionString;

    /// <summary>For example <c>15.14</c>.</summary>
    public string Version { get; }

    /// <summary>Whether this process answers for the server.</summary>
    public bool Owned => _lock is not null;

    /// <summary>Returns when the server accepts connections.</summary>
    /// <exception cref="DatabaseStartException">It cannot; the message says why in one sentence.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        DatabaseOptions options, ILogger? logger = null, CancellationToken cancellationToken = default)
    {
        var files = options.Files;
        var account = ServerAccount.Current;
        var binaries = ServerBinaries.Find(ServerBinaries.Candidates(options.BinDirectory), files.MajorVersion);
        account.MakeRoot(files.Root);
        await account.EnsureReachableAsync(files.Root, cancellationToken);
        await account.EnsureReachableAsync(binaries.Directory, cancellationToken);

        var server = new ServerControl(files, binaries, account, options.DisposableCluster);
        var instance = new EmbeddedPostgres(files, binaries, server, logger ?? NullLogger.Instance);
        await instance.OwnOrAttachAsync(cancellationToken);
        instance._supervision = Task.Run(instance.SuperviseAsync, CancellationToken.None);
        return instance;
    }

    /// <summary>Stops the server if this process owns it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        if (_supervision is not null)
            await _supervision;
        if (_lock is null)
            return;
        try
        {
            await _server.StopAsync(cancellationToken);
            _watchdog?.Dispose();
        }
        finally
        {
            // After a failed stop the watchdog stays: it stops the server when this process is gone.
            _lock.Dispose();
            _lock = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task OwnOrAttachAsync(CancellationToken cancellationToken)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(50, cancellationToken))
        {
            if (await TryOwnAsync(cancellationToken) || await _server.AnswersAsync(cancellationToken))
                return;
            if (watch.Elapsed > Patience)
                throw new DatabaseStartException($"Another process holds '{_files.Lock}', but its database server does not answer; its log is '{_files.Log}'.");
        }
    }

    private async Task<bool> TryOwnAsync(CancellationToken cancellationToken)
    {
        if (DirectoryLock.TryTake(_files.Lock) is not { } taken)
            return false;
        try
        {
            await _server.WaitForFormerOwnerAsync(cancellationToken);
            await _server.EnsureRunningAsync(cancellationToken);
            _watchdog = _server.Watch();
            _lock = taken;
            return true;
        }
        catch
        {
            // Cut while starting: leave no server that nobody answers for.
            if (_server.IsAlive)
                await _server.StopAsync(CancellationToken.None);
            taken.Dispose();
            throw;
        }
    }

    private async Task SuperviseAsync()
    {
        using var timer = new PeriodicTimer(Pulse);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
                timer.Period = await TryLookAfterAsync() ? Pulse : TimeSpan.FromTicks(Math.Min(2 * timer.Period.Ticks, SlowestPulse.Ticks));
        }
        catch (OperationCanceledException)
        {
            // The normal end.
        }
    }

    private async Task<bool> TryLookAfterAsync()
    {
        try
        {
            await LookAfterAsync();
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _logger.LogError(e, "The database server cannot be started; the next attempt follows.");
            return false;
        }
    }

    private async Task LookAfterAsync()
    {
        if (_lock is null)
        {
            if (await TryOwnAsync(_stopping.Token))
                _logger.LogInformation("The process that owned the database server has ended; this one owns it now.");
            return;
        }

        if (!_server.IsAlive)
        {
            _logger.LogWarning("The database server has ended; starting it again.");
            await _server.EnsureRunningAsync(_stopping.Token);
            _logger.LogInformation("The database server runs again.");
        }

        if (_watchdog is not { IsAlive: true })
            _watchdog = _server.Watch();
    }
}
