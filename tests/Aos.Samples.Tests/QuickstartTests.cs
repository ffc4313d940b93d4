using System.Diagnostics;
using Aos.Api.Tests.Harness;

namespace Aos.Samples.Tests;

public sealed class QuickstartTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Scorecard", "15")]
    public async Task It_prints_the_vehicle_its_options_and_the_calls_left()
    {
        var (code, output) = await RunAsync(Somebody.Workshop.Secret);

        Assert.Equal(0, code);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("BMW 335i (E91), produced on 2008-09-22", lines[0]);
        Assert.All(lines[1..^2], line => Assert.Matches("^  [SLP][0-9A-Z]{3}A  .+$", line));
        Assert.InRange(lines.Length, 20, 60);
        Assert.Matches("^[0-9]+ of 1000000 calls left this second$", lines[^2]);
        Assert.Matches("^[0-9]+ of 1000000 calls left this day$", lines[^1]);
    }

    [Fact]
    [Trait("Scorecard", "9")]
    public async Task A_wrong_secret_is_told_in_one_line()
    {
        var (code, output) = await RunAsync("aoscs_wrong");

        Assert.NotEqual(0, code);
        Assert.Contains("401 invalid_client", output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Scorecard", "15")]
    public void It_has_at_most_fifteen_lines() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(SampleData.Folder, "..", "Quickstart", "Program.cs")).Length, 1, 15);

    private async Task<(int Code, string Output)> RunAsync(string secret)
    {
        var start = new ProcessStartInfo("dotnet", [SamplePrograms.PathOf("Quickstart")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AOS_BASE_ADDRESS"] = api.Address.ToString();
        start.Environment["AOS_CLIENT_ID"] = Somebody.Workshop.ClientId;
        start.Environment["AOS_CLIENT_SECRET"] = secret;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
