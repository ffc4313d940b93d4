using System.Globalization;

namespace Aos.Api.Platform.Database.Embedded;

/// <summary>What a server says about itself in <c>postmaster.pid</c>. The file outlives a server that was killed.</summary>
/// <param name="Pid">Process number.</param>
/// <param name="SocketDirectory">Where its socket is, empty while it starts.</param>
/// <param name="IsReady">Whether it accepts connections.</param>
internal sealed record PostmasterFile(int Pid, string SocketDirectory, bool IsReady)
{
    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "postmaster.pid");

    /// <summary>Null when there is no file, or none that a server wrote.</summary>
    public static PostmasterFile? Read(string dataDirectory)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathIn(dataDirectory));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        string Line(int number) => lines.Length >= number ? lines[number - 1].Trim() : "";
        return int.TryParse(Line(1), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            ? new PostmasterFile(pid, Line(5), Line(8) == "ready")
            : null;
    }

    /// <summary>The file of a server that lives, else null.</summary>
    public static PostmasterFile? ReadLiving(string dataDirectory) =>
        Read(dataDirectory) is { } file && ServerProcess.IsServer(file.Pid, dataDirectory) ? file : null;
}
