using System.CommandLine;

namespace Aos.Api.Platform.Commands;

/// <summary>The command <c>migrate</c>. Servers migrate by themselves; this is for a step of its own before they start.</summary>
internal static class MigrateCommand
{
    public static Command Create(IReadOnlyList<string> settings)
    {
        var command = new Command("migrate", "Brings the schema of the database up to this program.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = await CommandDatabase.OpenAsync(settings, cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            foreach (var name in database.Applied)
                await output.WriteLineAsync($"Applied {name}.");
            if (database.Applied.Count == 0)
                await output.WriteLineAsync("The schema is up to date.");
            return 0;
        });
        return command;
    }
}
