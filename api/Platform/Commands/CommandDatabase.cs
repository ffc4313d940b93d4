using System.Text.Json;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Aos.Api.Platform.Commands;

/// <summary>
/// The database for a command: the same settings as the server, the same checks and migrations. Attaches to an embedded
/// server that runs, or runs it for the time of the command.
/// </summary>
internal sealed class CommandDatabase : IAsyncDisposable
{
    private readonly WebApplication _host;

    private CommandDatabase(WebApplication host) => _host = host;

    /// <summary>Connections with the limits of requests.</summary>
    public NpgsqlDataSource Main => _host.Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>Connections without a limit on the time of a statement.</summary>
    public NpgsqlDataSource Bulk => _host.Services.GetRequiredKeyedService<NpgsqlDataSource>(DataSources.Bulk);

    /// <summary>The installation's secret, for commands that make or read keys.</summary>
    public MasterKey MasterKey => _host.Services.GetRequiredService<MasterKey>();

    /// <summary>The real time.</summary>
    public TimeProvider Time => _host.Services.GetRequiredService<TimeProvider>();

    /// <summary>Bytes that are free where an embedded server keeps its data; null for a server that somebody else runs.</summary>
    public long? FreeBytes
    {
        get
        {
            var options = _host.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
            return options.IsEmbedded ? new DriveInfo(options.Files.Root).AvailableFreeSpace : null;
        }
    }

    /// <summary>Mail and SMS, which a server delivers. Needs the master key.</summary>
    public Messages Messages => _host.Services.GetRequiredService<Messages>();

    /// <summary>Migrations that were applied when the command began.</summary>
    public IReadOnlyList<string> Applied => Service.Applied;

    private DatabaseHostedService Service => _host.Services.GetRequiredService<DatabaseHostedService>();

    /// <summary>Returns when the database answers and has this program's schema.</summary>
    /// <exception cref="DatabaseStartException">It cannot be used.</exception>
    public static async Task<CommandDatabase> OpenAsync(IEnumerable<string> settings, CancellationToken cancellationToken)
    {
        var builder = CommandHost.CreateBuilder(settings);
        builder.Services.AddAosDatabase(builder.Configuration);
        builder.Services.AddSingleton(JsonSerializerOptions.Default).AddSingleton<Writes.Writes>();
        // Made when a command first needs them: most need no master key.
        builder.Services.AddSecrets(builder.Configuration, builder.Environment).AddMessages();
        var database = new CommandDatabase(builder.Build());
        try
        {
            await database.Service.StartAsync(cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs an act in one transaction; the audit says that a command did it.</summary>
    public Task<T> WriteAsync<T>(Func<WriteScope, Task<T>> act, CancellationToken cancellationToken) =>
        _host.Services.GetRequiredService<Writes.Writes>().RunAsync(Actor.Command, requestId: null, act, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Service.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
    }
}
