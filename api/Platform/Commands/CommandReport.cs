using System.CommandLine;

namespace Aos.Api.Platform.Commands;

/// <summary>
/// Output of a command that tells success and failure to one writer: on a terminal at once, else, when it has ended, on
/// standard output or standard error.
/// </summary>
internal sealed class CommandReport
{
    private readonly InvocationConfiguration _console;

    public CommandReport(ParseResult parsed)
    {
        _console = parsed.InvocationConfiguration;
        IsInteractive = _console.Output == Console.Out && !Console.IsOutputRedirected;
        Output = IsInteractive ? _console.Output : new StringWriter();
    }

    /// <summary>Whether a line may be written over.</summary>
    public bool IsInteractive { get; }

    /// <summary>Where the command tells.</summary>
    public TextWriter Output { get; }

    /// <summary>Passes on what was told.</summary>
    /// <param name="exitCode">0 for success.</param>
    public async Task<int> EndAsync(int exitCode)
    {
        if (!IsInteractive)
            await (exitCode == 0 ? _console.Output : _console.Error).WriteAsync(Output.ToString());
        return exitCode;
    }
}
