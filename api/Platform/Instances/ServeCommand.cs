using System.CommandLine;
using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Sample;
using Microsoft.AspNetCore.Connections;

namespace Aos.Api.Platform.Instances;

/// <summary>The command <c>serve</c>, the default: runs the API until it is told to stop.</summary>
internal sealed class ServeCommand
{
    private readonly Option<bool> _sample = new("--sample") { Description = "Load the sample data and make the demo clients (development only)." };
    private readonly Option<int?> _port = new("--port") { Description = "Listen on this port of localhost." };
    private readonly Option<bool> _mayMove = new("--or-next-free") { Description = "Take the next free port when --port is busy." };
    private readonly IReadOnlyList<string> _settings;
    private readonly MakeApplication _make;

    private ServeCommand(IReadOnlyList<string> settings, MakeApplication make) => (_settings, _make) = (settings, make);

    public static Command Create(IReadOnlyList<string> settings, MakeApplication make)
    {
        var serve = new ServeCommand(settings, make);
        var command = new Command(CommandLine.Default, "Runs the API (the default). Further arguments of the form --Key=value are settings.")
        {
            serve._sample, serve._port, serve._mayMove,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        serve._port.Validators.Add(LocalPorts.RefuseNonPorts);
        command.SetAction(serve.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.UnmatchedTokens.FirstOrDefault(token => !IsSetting(token)) is { } stray)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"'{stray}' is neither an option of serve nor a setting of the form --Key=value.");
            return 2;
        }

        string[] settings = [.. _settings, .. parsed.UnmatchedTokens];
        var sample = parsed.GetValue(_sample);
        if (parsed.GetValue(_port) is not { } port)
            return await RunAsync(settings, sample, cancellationToken);

        // Between the look at a port and its use another program may take it; then the next one is tried.
        for (var mayMove = parsed.GetValue(_mayMove); ; port++)
        {
            port = LocalPorts.Choose(port, mayMove);
            try
            {
                return await RunAsync([.. LocalPorts.Settings(port), .. settings], sample, cancellationToken);
            }
            catch (IOException busy) when (mayMove && busy.InnerException is AddressInUseException)
            {
                // The loop goes on.
            }
        }
    }

    private static bool IsSetting(string token) => token.StartsWith("--", StringComparison.Ordinal) && token.Contains('=', StringComparison.Ordinal);

    private async Task<int> RunAsync(string[] settings, bool sample, CancellationToken cancellationToken)
    {
        await using var app = _make(
            settings,
            builder =>
            {
                if (sample && !builder.Environment.IsDevelopment())
                    throw new CommandException("The option --sample makes clients whose secrets lie in a file, so it works in development only: set ASPNETCORE_ENVIRONMENT=Development, or leave it out.");
            },
            services =>
            {
                services.AddInstance();
                if (sample)
                    services.AddSample();
            });
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
