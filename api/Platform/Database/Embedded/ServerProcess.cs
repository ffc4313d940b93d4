using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Aos.Api.Platform.Database.Embedded;

/// <summary>What <c>/proc</c> tells about the processes of a data directory.</summary>
internal static class ServerProcess
{
    /// <summary>Whether this number is a living server of the directory, not a zombie or a stranger with a reused number.</summary>
    public static bool IsServer(int pid, string dataDirectory) =>
        IsAlive(pid) && (Arguments(pid).Contains(dataDirectory) || WorkingDirectory(pid) == dataDirectory);

    /// <summary>Server processes whose working directory is the data directory: the postmaster and its children.</summary>
    public static IEnumerable<int> In(string dataDirectory) =>
        All().Where(pid => WorkingDirectory(pid) == dataDirectory && IsAlive(pid) && Name(pid) == "postgres");

    public static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended meanwhile, or it is another user's.
        }
    }

    public static IEnumerable<int> All()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
                yield return pid;
        }
    }

    public static string[] Arguments(int pid) => Read(pid, "cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The state is the first word after the name, which stands in parentheses and may itself hold any character.</summary>
    private static bool IsAlive(int pid)
    {
        var stat = Read(pid, "stat");
        var state = stat.LastIndexOf(')') + 2;
        return state > 1 && state < stat.Length && stat[state] is not ('Z' or 'X');
    }

    private static string Name(int pid) => Read(pid, "comm").TrimEnd();

    private static string? WorkingDirectory(int pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/cwd").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // Gone meanwhile, or of another user.
        }
    }

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
