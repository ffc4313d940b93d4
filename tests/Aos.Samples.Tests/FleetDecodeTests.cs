using System.Diagnostics;
using System.Xml.Linq;
using Aos.Api.Tests.Harness;

namespace Aos.Samples.Tests;

/// <summary>The sample of fleets against the real API: one job, a table, a report.</summary>
public sealed class FleetDecodeTests(ApiHost api) : IClassFixture<ApiHost>, IDisposable
{
    private readonly string _output = Directory.CreateTempSubdirectory("aos-fleet-").FullName;

    public void Dispose() => Directory.Delete(_output, recursive: true);

    [Fact]
    [Trait("Scorecard", "23")]
    public async Task A_list_of_VINs_becomes_a_table_and_a_report()
    {
        var (code, output) = await RunAsync(Path.Combine(SampleData.Folder, "..", "FleetDecode", "fleet.csv"), _output);
        Assert.True(code == 0, output);
        Assert.Contains("100 % succeeded", output, StringComparison.Ordinal);
        Assert.Contains("5 of 8 VINs are known vehicles", output, StringComparison.Ordinal);

        var rows = await File.ReadAllLinesAsync(Path.Combine(_output, "vehicles.csv"));
        Assert.Equal(9, rows.Length);
        Assert.StartsWith("WBAUV71070A193748,van-001,200,WBAUV71070A193748,BMW,335i,E91,estate,petrol,2008-09-22,", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("WBAUV71070A99999,too short,422,", rows[8], StringComparison.Ordinal);

        var report = await File.ReadAllTextAsync(Path.Combine(_output, "report.html"));
        Assert.All((string[])["Vehicles by brand", "BMW", "Rolls-Royce", "van-001", "prefers-color-scheme: dark"], text => Assert.Contains(text, report + rows[1], StringComparison.Ordinal));
        // The letter I for the digit 1: the report says what may be meant.
        Assert.Contains(report.Split('\n'), line => line.Contains("<td><code>WBAUV7I070A193748</code></td>", StringComparison.Ordinal) && line.EndsWith("<td><code>WBAUV71070A193748</code></td></tr>", StringComparison.Ordinal));
        Assert.DoesNotContain("http", report.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", report, StringComparison.Ordinal);
        Assert.All(Charts(report), chart => Assert.NotEmpty(XElement.Parse(chart).Elements("rect")));

        // The job's id goes on with it in another process.
        var id = output.Split('\n').First(line => line.StartsWith("Job ", StringComparison.Ordinal))[4..].Trim();
        var again = Path.Combine(_output, "again");
        Assert.Equal(0, (await RunAsync("unused.csv", again, id)).Code);
        Assert.Equal(rows, await File.ReadAllLinesAsync(Path.Combine(again, "vehicles.csv")));
    }

    private static IEnumerable<string> Charts(string report) =>
        report.Split("<svg").Skip(1).Select(part => "<svg" + part[..(part.IndexOf("</svg>", StringComparison.Ordinal) + 6)]);

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [SamplePrograms.PathOf("FleetDecode"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AOS_BASE_ADDRESS"] = api.Address.ToString();
        start.Environment["AOS_CLIENT_ID"] = Somebody.Workshop.ClientId;
        start.Environment["AOS_CLIENT_SECRET"] = Somebody.Workshop.Secret;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
