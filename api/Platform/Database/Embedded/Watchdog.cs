using System.Diagnostics;

namespace Aos.Api.Platform.Database.Embedded;

/// <summary>
/// A child that waits for the end of its standard input, which comes when this process ends, however it ends, and
/// then stops the server cleanly.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const string Marker = "aos-database-watchdog";

    /// <summary>Deaf to the signals of the terminal, and silent.</summary>
    private const string Script = """
        trap "" INT TERM HUP QUIT; exec >/dev/null 2>&1
        while read -r line; do :; done
        "$3" -D "$1" -m fast -w -s stop && rmdir "$2"
        """;

    private readonly Process _process;

    private Watchdog(Process process) => _process = process;

    public bool IsAlive => !_process.HasExited;

    public static Watchdog Start(ServerAccount account, ServerBinaries binaries, ClusterFiles files)
    {
        var start = account.Process("/bin/sh", "-c", Script, Marker, files.Data, files.SocketDirectory, binaries.Path("pg_ctl"));
        start.RedirectStandardInput = true;
        return new Watchdog(Process.Start(start)!);
    }

    /// <summary>
    /// Waits until the watchdog of an owner that died has stopped the server. For who has just taken the lock of the
    /// directory: any watchdog there is then belongs to a dead owner.
    /// </summary>
    public static async Task WaitForFormerAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        while (Former(dataDirectory) is { Count: > 0 } former)
        {
            // With the server dead too it has nothing to stop, and would only be in the way of the next one.
            if (PostmasterFile.ReadLiving(dataDirectory) is null)
                former.ForEach(ServerProcess.Kill);
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>What the death of this process does: the pipe ends.</summary>
    public void LetGo() => _process.StandardInput.Close();

    /// <summary>Ends the watch without touching the server.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static List<int> Former(string dataDirectory) =>
        [.. ServerProcess.All().Where(pid => IsWatchdog(ServerProcess.Arguments(pid), dataDirectory))];

    private static bool IsWatchdog(string[] arguments, string dataDirectory) =>
        arguments.Contains(Marker) && arguments.Contains(dataDirectory);
}
