namespace Aos.Api.Platform.Database.Embedded;

/// <summary>Runs one of the server's short-lived programs to its end.</summary>
internal static class ServerProgram
{
    /// <summary>What a program said.</summary>
    /// <param name="ExitCode">0 is success.</param>
    /// <param name="Errors">Standard error, trimmed.</param>
    public readonly record struct Answer(int ExitCode, string Errors);

    /// <summary>For programs that leave nothing running.</summary>
    public static async Task<Answer> RunAsync(
        ServerAccount account, string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = account.Process("/bin/sh", ["-c", """exec "$@" </dev/null >/dev/null""", "sh", program, .. arguments]);
        start.RedirectStandardError = true;
        using var process = System.Diagnostics.Process.Start(start)!;
        using var stop = cancellationToken.Register(process.Kill);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new Answer(process.ExitCode, errors.Trim());
    }

    /// <summary>
    /// For <c>pg_ctl</c>, which leaves the server running: that would keep a pipe open, so there is none.
    /// What went wrong stands in the server's log.
    /// </summary>
    public static async Task<int> RunSilentlyAsync(
        ServerAccount account, string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = account.Process("/bin/sh", ["-c", """exec "$@" </dev/null >/dev/null 2>&1""", "sh", program, .. arguments]);
        using var process = System.Diagnostics.Process.Start(start)!;
        using var stop = cancellationToken.Register(process.Kill);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }
}
