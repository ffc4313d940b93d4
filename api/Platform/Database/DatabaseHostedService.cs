using Aos.Api.Platform.Database.Embedded;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Database;

/// <summary>
/// Has the database ready before anything else of the host starts (embedded server, checks, migrations), and keeps it
/// until everything else has stopped: it stands first in the list of hosted services.
/// </summary>
internal sealed class DatabaseHostedService(IOptions<DatabaseOptions> options, Migrator migrator, ILogger<DatabaseHostedService> logger)
    : IHostedService, IAsyncDisposable
{
    private EmbeddedPostgres? _server;

    /// <summary>Version of the server, for example <c>15.14</c>. Empty before the start.</summary>
    public string ServerVersion { get; private set; } = "";

    /// <summary>Names of the migrations that the start applied.</summary>
    public IReadOnlyList<string> Applied { get; private set; } = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsEmbedded)
            _server = await EmbeddedPostgres.StartAsync(options.Value, logger, cancellationToken);
        ServerVersion = await ServerCheck.RunAsync(options.Value, cancellationToken);
        Applied = await migrator.RunAsync(cancellationToken);
        foreach (var name in Applied)
            logger.LogInformation("Applied the migration {Migration}.", name);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>A host whose start fails is disposed of without being stopped.</summary>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
