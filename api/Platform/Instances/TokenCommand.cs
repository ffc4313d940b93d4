using System.CommandLine;
using System.Text.Json.Nodes;
using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Sample;

namespace Aos.Api.Platform.Instances;

/// <summary>The command <c>token</c>: gets a token for a demo client and shows how.</summary>
internal static class TokenCommand
{
    public static Command Create(IReadOnlyList<string> settings)
    {
        var id = new Option<string>("--client") { Description = $"{DemoClient.Workshop} or {DemoClient.Operator}.", DefaultValueFactory = _ => DemoClient.Workshop };
        id.AcceptOnlyFromAmong(DemoClient.Workshop, DemoClient.Operator);
        var command = new Command("token", "Gets a token for a demo client and shows the request and the answer.") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var instance = InstancePlace.Read(settings).FindRunning();
            var client = DemoClient.Find(instance.DataDirectory, parsed.GetValue(id)!)
                ?? throw new CommandException("This instance runs without sample data, so it has no demo clients; './aos client create' makes a client.");
            var answer = JsonNode.Parse(await TokenGrant.RequestAsync(instance.Address, client, cancellationToken))!;
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(TokenGrant.AsCurl(instance.Address, client));
            await output.WriteLineAsync(answer.ToJsonString(new() { WriteIndented = true }));
            return 0;
        });
        return command;
    }
}
