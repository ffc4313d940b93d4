using System.Diagnostics;
using Npgsql;

namespace Aos.Api.Platform.Database.Embedded;

/// <summary>
/// Makes, starts and stops the server of one data directory. Whoever calls it, except <see cref="AnswersAsync"/>,
/// holds the lock of the directory.
/// </summary>
internal sealed class ServerControl(ClusterFiles files, ServerBinaries binaries, ServerAccount account, bool disposable)
{
    /// <summary>Only names the socket: there is no TCP.</summary>
    public const int Port = 5432;

    public const string User = "app";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public bool IsAlive => PostmasterFile.ReadLiving(files.Data) is not null;

    /// <summary>Lets the watchdog of a dead owner finish. Once, right after the lock was taken.</summary>
    public Task WaitForFormerOwnerAsync(CancellationToken cancellationToken) =>
        Watchdog.WaitForFormerAsync(files.Data, cancellationToken);

    public Watchdog Watch() => Watchdog.Start(account, binaries, files);

    /// <summary>Leaves a server that accepts connections, whatever state the directory is in.</summary>
    public async Task EnsureRunningAsync(CancellationToken cancellationToken)
    {
        if (files.MajorVersion is null)
            await InitialiseAsync(cancellationToken);

        if (IsAlive)
        {
            if (await BecomesReadyAsync(cancellationToken))
                return;
            await StopAsync(cancellationToken); // Somebody started it in another way: not at our socket.
        }

        await ClearRemainsAsync(cancellationToken);
        await StartAsync(cancellationToken);
    }

    /// <summary>Ends the connections and writes everything to disk. Nothing to do for a dead server.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!IsAlive)
            return;
        var exit = await ServerProgram.RunSilentlyAsync(
            account, binaries.Path("pg_ctl"), ["-D", files.Data, "-m", "fast", "-w", "-s", "stop"], cancellationToken);
        if (exit != 0 && IsAlive)
            throw new DatabaseStartException($"The database server in '{files.Data}' did not stop; its log is '{files.Log}'.");
        RemoveSocketDirectory();
    }

    /// <summary>Whether a server of this very directory answers at our socket.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (PostmasterFile.ReadLiving(files.Data) is not { IsReady: true } file || file.SocketDirectory != files.SocketDirectory)
            return false;
        try
        {
            await using var connection = DataSources.Unpooled(files.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("show data_directory", connection);
            return await command.ExecuteScalarAsync(cancellationToken) as string == files.Data;
        }
        catch (NpgsqlException)
        {
            return false; // It is just starting or stopping.
        }
    }

    private async Task<bool> BecomesReadyAsync(CancellationToken cancellationToken)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(50, cancellationToken))
        {
            if (PostmasterFile.ReadLiving(files.Data) is not { } file)
                return false;
            if (file.IsReady)
                return await AnswersAsync(cancellationToken);
        }

        return false;
    }

    /// <summary>In a directory beside the final one, so that a cut first start leaves nothing half made.</summary>
    private async Task InitialiseAsync(CancellationToken cancellationToken)
    {
        var draft = files.Data + ".new";
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        account.MakePrivateDirectory(draft);

        string[] provider = binaries.Major >= 17 ? ["--locale-provider=builtin"] : [];
        string[] speed = disposable ? ["--no-sync"] : [];
        var answer = await ServerProgram.RunAsync(
            account,
            binaries.Path("initdb"),
            ["-D", draft, "-U", User, "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-instructions", "--data-checksums", .. provider, .. speed],
            cancellationToken);
        if (answer.ExitCode != 0)
            throw new DatabaseStartException($"The database in '{files.Data}' cannot be made: {answer.Errors.ReplaceLineEndings(" ")}");
        if (Directory.Exists(files.Data))
            Directory.Delete(files.Data, recursive: false); // Only an empty one: data are never deleted.
        Directory.Move(draft, files.Data);
    }

    /// <summary>After a kill: the children of the dead server end by themselves, then its file can go.</summary>
    private async Task ClearRemainsAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (ServerProcess.In(files.Data).ToList() is { Count: > 0 } left)
        {
            // A child in a long statement notices late. Its master is dead, so it cannot commit any more.
            if (watch.Elapsed > TimeSpan.FromSeconds(5))
                left.ForEach(ServerProcess.Kill);
            await Task.Delay(20, cancellationToken);
        }

        File.Delete(PostmasterFile.PathIn(files.Data));
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        account.MakePrivateDirectory(files.SocketDirectory);
        account.MakePrivateFile(files.Log);
        var logged = new FileInfo(files.Log).Length;
        var exit = await ServerProgram.RunSilentlyAsync(
            account,
            binaries.Path("pg_ctl"),
            ["-D", files.Data, "-l", files.Log, "-w", "-t", "120", "-s", "-o", Settings(), "start"],
            cancellationToken);
        if (exit == 0)
            return;
        if (!IsAlive)
            RemoveSocketDirectory();
        throw new DatabaseStartException($"The database server did not start: {Reason(logged)} (log: '{files.Log}').");
    }

    private void RemoveSocketDirectory()
    {
        if (Directory.Exists(files.SocketDirectory) && !Directory.EnumerateFileSystemEntries(files.SocketDirectory).Any())
            Directory.Delete(files.SocketDirectory);
    }

    private string Settings()
    {
        string[] settings =
        [
            "listen_addresses=", $"unix_socket_directories={files.SocketDirectory}", "unix_socket_permissions=0700", $"port={Port}",
            "wal_level=minimal", "max_wal_senders=0", "max_connections=200", "shared_buffers=128MB",
            "timezone=UTC", "log_timezone=UTC",
            .. disposable ? (string[])["fsync=off", "synchronous_commit=off", "full_page_writes=off"] : [],
        ];
        return string.Join(' ', settings.Select(setting => $"-c {setting}"));
    }

    /// <summary>The last fatal line that this start wrote.</summary>
    private string Reason(long from)
    {
        using var log = new StreamReader(files.Log, new FileStreamOptions { Share = FileShare.ReadWrite });
        log.BaseStream.Position = from;
        var lines = log.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var fatal = lines.LastOrDefault(line => line.Contains("FATAL:") || line.Contains("PANIC:")) ?? lines.LastOrDefault();
        return fatal is null ? "it gave no reason" : fatal[(fatal.IndexOf(":  ", StringComparison.Ordinal) + 1)..].Trim();
    }
}
