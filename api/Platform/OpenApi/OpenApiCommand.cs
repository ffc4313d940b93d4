using System.CommandLine;
using Aos.Api.Platform.Commands;

namespace Aos.Api.Platform.OpenApi;

/// <summary>The command <c>openapi</c>: writes the documents of the repository. Needs neither database nor settings.</summary>
internal static class OpenApiCommand
{
    public static Command Create(IReadOnlyList<string> settings, MakeApplication make)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the documents." };
        var release = new Option<DateOnly?>("--release") { Description = "Day (YYYY-MM-DD) on which the documents in DIR come out; later ones are compared with them." };
        var command = new Command("openapi", "Writes the OpenAPI documents and their changelogs.") { folder, release };
        command.SetAction(async (parsed, _) =>
        {
            // The application wants a master key, which no document depends on: one in a place of its own will do.
            var place = Directory.CreateTempSubdirectory("aos-openapi-");
            try
            {
                await using var app = make([.. settings, "--environment=Development", $"--Database:DataDirectory={place.FullName}"], null, null);
                foreach (var path in await OpenApiWriter.WriteAsync(app.Services, parsed.GetValue(folder)!))
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(path);
                return parsed.GetValue(release) is not { } day || await OpenApiWriter.ReleaseAsync(app.Services, parsed.GetValue(folder)!, day, parsed.InvocationConfiguration.Error) ? 0 : 1;
            }
            finally
            {
                place.Delete(recursive: true);
            }
        });
        return command;
    }
}
