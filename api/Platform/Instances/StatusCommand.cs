using System.CommandLine;
using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Sample;

namespace Aos.Api.Platform.Instances;

/// <summary>The command <c>status</c>: what <c>./aos up</c> said, with a fresh token. Exit code 1 if nothing runs.</summary>
internal static class StatusCommand
{
    public static Command Create(IReadOnlyList<string> settings)
    {
        var command = new Command("status", "Tells where the API of this data directory runs, and shows a call with a fresh token.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var place = InstancePlace.Read(settings);
            await PrintAsync(place.FindRunning(), place, parsed.InvocationConfiguration.Output, cancellationToken);
            return 0;
        });
        return command;
    }

    public static async Task PrintAsync(Instance instance, InstancePlace place, TextWriter output, CancellationToken cancellationToken)
    {
        var client = instance.Samples.Count > 0 ? DemoClient.Find(instance.DataDirectory, DemoClient.Workshop) : null;
        var token = client is null ? null : await TokenGrant.RunAsync(instance.Address, client, cancellationToken);
        await output.WriteAsync(ReadyBlock.Of(instance, client, token, place.Quickstart));
        if (instance.Samples.Count > 0)
            await output.WriteAsync(DemoPeople.Describe(instance.DataDirectory, instance.Address));
    }
}
