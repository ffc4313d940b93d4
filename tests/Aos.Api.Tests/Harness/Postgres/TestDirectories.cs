using System.Diagnostics;
using System.Globalization;
using Aos.Api.Platform.Database.Embedded;

namespace Aos.Api.Tests.Harness.Postgres;

/// <summary>
/// Directories in memory where there is such a place. Their names carry the number of the process; the first use deletes
/// those of processes that are gone.
/// </summary>
internal static class TestDirectories
{
    private const string Prefix = "aos-test-";

    private static readonly string Parent = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
    private static readonly Lazy<string> Own = new(Prepare);
    private static int _count;

    /// <summary>Held for the life of this process: collecting it would close the pipe, which is the sign to tidy up.</summary>
    private static Process? _janitor;

    /// <summary>A new, empty directory.</summary>
    public static string Create(string name)
    {
        var path = Path.Combine(Own.Value, string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref _count)}"));
        Directory.CreateDirectory(path);
        return path;
    }

    private static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process tidies up at the same time, or it is another user's.
        }
    }

    private static string Prepare()
    {
        foreach (var directory in Directory.EnumerateDirectories(Parent, Prefix + "*"))
        {
            var pid = int.Parse(Path.GetFileName(directory)[Prefix.Length..], CultureInfo.InvariantCulture);
            if (pid == Environment.ProcessId || !Directory.Exists($"/proc/{pid}"))
                Remove(directory);
        }

        var own = Path.Combine(Parent, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}"));
        Directory.CreateDirectory(own);
        _janitor = StartJanitor(own);
        return own;
    }

    /// <summary>
    /// The test runner kills this process 0.1 s after the last test, too soon to tidy up in it. So a child does it: its
    /// standard input ends with this process, the servers stop by their watchdogs, then the directory goes.
    /// </summary>
    private static Process StartJanitor(string directory)
    {
        const string Script = """
            trap "" INT TERM HUP QUIT; exec >/dev/null 2>&1
            while read -r line; do :; done
            for i in 1 2 3 4 5 6 7 8 9 10; do
                ls "$1"/*/pg/postmaster.pid || break
                sleep 0.2
            done
            rm -rf "$1"
            """;
        return Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script, "aos-test-janitor", directory])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;
    }

    /// <summary>With the servers in it that outlived their process and their watchdog.</summary>
    private static void Remove(string directory)
    {
        foreach (var cluster in Directory.EnumerateDirectories(directory))
        {
            var files = new ClusterFiles(cluster);
            if (PostmasterFile.ReadLiving(files.Data) is { } server)
                ServerProcess.Kill(server.Pid);
            Delete(files.SocketDirectory);
        }

        Delete(directory);
    }
}
