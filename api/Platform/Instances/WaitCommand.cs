using System.CommandLine;
using Aos.Api.Platform.Commands;

namespace Aos.Api.Platform.Instances;

/// <summary>
/// The hidden command <c>wait</c>, for <c>./aos up</c>: waits until the API that was just started is ready and tells what
/// <c>status</c> tells, or why it ended.
/// </summary>
internal static class WaitCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static Command Create(IReadOnlyList<string> settings)
    {
        var pid = new Option<int>("--pid") { Required = true };
        var log = new Option<string>("--log") { Required = true };
        var command = new Command("wait", "Waits until the API is ready.") { pid, log };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var place = InstancePlace.Read(settings);
            var instance = await WaitAsync(place, parsed.GetValue(pid), parsed.GetValue(log)!, cancellationToken);
            await StatusCommand.PrintAsync(instance, place, parsed.InvocationConfiguration.Output, cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task<Instance> WaitAsync(InstancePlace place, int pid, string log, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            if (Instance.ReadLiving(place.DataDirectory) is { } instance && instance.Pid == pid)
                return instance;
            if (!Instance.IsApi(pid) && waited > TimeSpan.FromSeconds(1))
                throw new CommandException(LastWords(log) ?? $"The API ended while it was starting; its log is {log}.");
            await Task.Delay(Pause, cancellationToken);
        }

        throw new CommandException($"The API is not ready after {Patience.TotalMinutes:F0} minutes; its log is {log}.");
    }

    /// <summary>The log has a line of JSON per event; what is not JSON is the sentence with which the API ended.</summary>
    private static string? LastWords(string log) =>
        File.Exists(log) ? File.ReadLines(log).LastOrDefault(line => line.Length > 0 && line[0] != '{' && !line.StartsWith("   ", StringComparison.Ordinal)) : null;
}
