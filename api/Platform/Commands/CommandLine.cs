using System.CommandLine;
using System.CommandLine.Help;

namespace Aos.Api.Platform.Commands;

/// <summary>
/// The commands of the executable. Exit code 0: done; 1: refused or failed, with one sentence on standard error;
/// 2: the command line cannot be understood.
/// </summary>
internal sealed class CommandLine(string[] settings)
{
    /// <summary>The command that runs when none is named.</summary>
    public const string Default = "serve";

    /// <summary>Time that a command has, after Ctrl-C, to leave things in order: it may have to stop a database server.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly Command _root = new("aos", "AOS: automotive data as a REST API.") { new HelpOption(), new VersionOption() };

    /// <summary>Settings that every command reads before those of the environment.</summary>
    public IReadOnlyList<string> Settings { get; } = settings;

    /// <summary>Adds a command.</summary>
    public CommandLine Add(Command command)
    {
        _root.Add(command);
        return this;
    }

    /// <summary>Runs the command that the arguments name, else <see cref="Default"/>.</summary>
    public async Task<int> RunAsync(string[] args, TextWriter? output = null, TextWriter? errors = null, CancellationToken cancellationToken = default)
    {
        var console = errors ?? Console.Error;
        var parsed = _root.Parse(IsServe(args) ? [Default, .. args] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            // A wrong word says more than the right one that is missing because of it.
            var error = parsed.Errors[parsed.UnmatchedTokens.Count > 0 ? ^1 : 0];
            await console.WriteLineAsync($"{error.Message} The option --help tells more.");
            return 2;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = output ?? Console.Out,
                Error = console,
                // The host of the server has its own way to end.
                ProcessTerminationTimeout = parsed.CommandResult.Command.Name == Default ? null : Grace,
            }, cancellationToken);
        }
        catch (Exception failure) when (FailureSentence.Of(failure) is { } sentence)
        {
            await console.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static bool IsServe(string[] args) =>
        args is [] || args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "/?" or "--version");
}
