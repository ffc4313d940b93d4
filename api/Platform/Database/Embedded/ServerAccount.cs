using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Aos.Api.Platform.Database.Embedded;

/// <summary>
/// Who runs the server: the user of this process, or, since PostgreSQL refuses root, <c>postgres</c> or <c>nobody</c>.
/// </summary>
/// <param name="Name">User name, null for the user of this process.</param>
/// <param name="User">Number of the user.</param>
/// <param name="Group">Number of the user's group.</param>
internal sealed record ServerAccount(string? Name, uint User, uint Group)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static ServerAccount Current { get; } = Choose();

    /// <summary>A process of the server, with nothing in its environment that PostgreSQL would listen to.</summary>
    public ProcessStartInfo Process(string program, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments.ToArray()) { WorkingDirectory = "/" };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C.UTF-8";
        if (Name is not null)
            start.UserName = Name;
        return start;
    }

    /// <summary>A directory that only the server's user may enter. It may be there already, if it is ours.</summary>
    public void MakePrivateDirectory(string path)
    {
        if (new DirectoryInfo(path).LinkTarget is not null)
            throw new DatabaseStartException($"The directory '{path}' is a link, which the database server does not trust: remove it.");
        try
        {
            Directory.CreateDirectory(path, Private);
            Own(path);
            File.SetUnixFileMode(path, Private);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DatabaseStartException($"The directory '{path}' cannot be made or belongs to another user.", e);
        }
    }

    /// <summary>A file that the server's user may write.</summary>
    public void MakePrivateFile(string path)
    {
        if (File.Exists(path))
            return;
        using (new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
            Own(path);
    }

    /// <summary>The program's own directory: with another server user that one must be able to pass through it.</summary>
    public void MakeRoot(string path)
    {
        try
        {
            Directory.CreateDirectory(path, Private);
            if (Name is not null)
                File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherExecute);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new DatabaseStartException($"The directory '{path}' of Database:DataDirectory cannot be made: {e.Message}", e);
        }
    }

    /// <summary>Fails on the first directory on the way to <paramref name="path"/> that the server's user cannot enter.</summary>
    public async Task EnsureReachableAsync(string path, CancellationToken cancellationToken)
    {
        var closed = new List<string>();
        for (var at = new DirectoryInfo(path); at is not null && Name is not null; at = at.Parent)
        {
            if ((at.UnixFileMode & UnixFileMode.OtherExecute) == 0)
                closed.Insert(0, at.FullName);
        }

        if (closed.Count == 0)
            return;

        // Not open to all, but perhaps to this user: ask as this user.
        var answer = await ServerProgram.RunAsync(
            this, "/bin/sh", ["-c", """for d; do [ -x "$d" ] || { echo "$d" >&2; exit 1; }; done""", "sh", .. closed], cancellationToken);
        if (answer.ExitCode != 0)
            throw new DatabaseStartException($"The user '{Name}', who runs the database server, cannot enter '{answer.Errors}': choose another directory or permit it (chmod o+x).");
    }

    private void Own(string path)
    {
        if (Name is not null && lchown(path, User, Group) != 0)
            throw new DatabaseStartException($"The directory or file '{path}' cannot be given to the user '{Name}': {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    private static ServerAccount Choose()
    {
        if (!Environment.IsPrivilegedProcess)
            return new ServerAccount(null, 0, 0);

        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        var user = users.Find(fields => fields[0] == "postgres")
            ?? users.Find(fields => fields[0] == "nobody")
            ?? throw new DatabaseStartException("The database server cannot run as root, and there is neither a user 'postgres' nor a user 'nobody'.");
        return new ServerAccount(user[0], uint.Parse(user[2], CultureInfo.InvariantCulture), uint.Parse(user[3], CultureInfo.InvariantCulture));
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int lchown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}
