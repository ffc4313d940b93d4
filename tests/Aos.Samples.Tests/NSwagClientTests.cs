using System.Diagnostics;
using Aos.Api.Tests.Harness;

namespace Aos.Samples.Tests;

/// <summary>Partners can generate their own client from our document; this one is made by NSwag, compiled, and run.</summary>
public sealed class NSwagClientTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly string Folder = Path.Combine(SampleData.Folder, "..", "NSwagClient");

    [NodeFact]
    [Trait("Scorecard", "7")]
    public async Task A_generated_client_compiles_and_reads_vehicles()
    {
        await RunAsync("bash", Path.Combine(Folder, "generate"));
        var output = await RunAsync("dotnet", "run", "--project", Folder);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Matches("^BMW 335i \\(E91\\), [0-9]+ options, 2008-09-22$", lines[^3]);
        Assert.Equal(["3 vehicles, a next page", "404 vehicle-identification.vehicle-not-found"], lines[^2..]);
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AOS_BASE_ADDRESS"] = api.Address.ToString();
        start.Environment["AOS_CLIENT_ID"] = Somebody.Workshop.ClientId;
        start.Environment["AOS_CLIENT_SECRET"] = Somebody.Workshop.Secret;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
        return await output;
    }
}
