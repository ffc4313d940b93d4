using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.SampleData;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>Readers during an import see the former release or the new one, each whole, and never a mix.</summary>
public sealed partial class ReadersDuringImportTests
{
    private const string Before = "2026-10";
    private const string After = "2026-11";
    private const string NewPaint = "A90";

    [Fact]
    public async Task Sixteen_clients_read_whole_releases_while_every_vehicle_changes()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        var paints = File.ReadLines(Path.Combine(Harness.SampleData.Folder, "vehicles.ndjson")).Select(line => JsonNode.Parse(line)!)
            .ToDictionary(vehicle => (string)vehicle["vin"]!, vehicle => (string)vehicle["paint"]!);
        using var folder = await RepaintedAsync();
        using var stop = new CancellationTokenSource();
        var seen = new ConcurrentDictionary<string, int>();
        var readers = Enumerable.Range(0, 16).Select(number => Task.Run(() => ReadAsync(api, number, paints, seen, stop.Token))).ToList();
        var (exitCode, output) = await folder.ImportAsync(api.Database.ConnectionString);
        Assert.True(exitCode == 0, output);
        var switched = seen.GetValueOrDefault(After);
        for (var tries = 0; tries < 1_000 && seen.GetValueOrDefault(After) < switched + 100; tries++)
            await Task.Delay(10);
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.True(seen.GetValueOrDefault(Before) > 0 && seen.GetValueOrDefault(After) > 0, string.Join(", ", seen));
    }

    /// <summary>Half of the clients read vehicles, half walk lists whose pages may lie before and after the switch.</summary>
    private static async Task ReadAsync(ApiHost api, int number, Dictionary<string, string> paints, ConcurrentDictionary<string, int> seen, CancellationToken stop)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var random = new Random(number);
        var vins = paints.Keys.ToList();
        while (!stop.IsCancellationRequested)
        {
            var releases = number % 2 == 0
                ? [await ReadOneAsync(workshop, vins[random.Next(vins.Count)], paints)]
                : await WalkAsync(workshop, paints);
            seen.AddOrUpdate(Assert.Single(releases.Distinct()), 1, (_, count) => count + 1);
        }
    }

    private static async Task<string> ReadOneAsync(HttpClient workshop, string vin, Dictionary<string, string> paints)
    {
        var vehicle = await workshop.ReadAsync($"{VehicleLists.Path}/{vin}");
        var release = (string)vehicle["release"]!;
        Assert.Equal(release == After ? NewPaint : paints[vin], (string?)vehicle["paint"]!["code"]);
        return release;
    }

    /// <summary>The release of each page, by what the vehicles look like.</summary>
    private static async Task<List<string>> WalkAsync(HttpClient workshop, Dictionary<string, string> paints)
    {
        var releases = new List<string>();
        string? cursor = null;
        do
        {
            var page = await workshop.ReadAsync($"{VehicleLists.Path}?brand=mini&limit=100{(cursor is null ? "" : $"&cursor={cursor}")}");
            releases.AddRange(page.Items().Select(item => ReleaseOf(item!, paints)).OfType<string>());
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null && releases.Count < 1_000);
        return releases;
    }

    /// <summary>Null for a vehicle that looks the same in both releases.</summary>
    private static string? ReleaseOf(JsonNode vehicle, Dictionary<string, string> paints)
    {
        var (vin, paint) = ((string)vehicle["vin"]!, (string)vehicle["paint"]!["code"]!);
        if (!paints.TryGetValue(vin, out var former))
        {
            Assert.Equal(NewPaint, paint);
            return After;
        }

        Assert.Contains(paint, new[] { former, NewPaint });
        return former == NewPaint ? null : paint == NewPaint ? After : Before;
    }

    /// <summary>The sample vehicles and ten times as many others, all in one colour.</summary>
    private static async Task<ImportFolder> RepaintedAsync()
    {
        var folder = new ImportFolder { Release = After };
        Assert.Equal(0, await SampleDataCommand.RunAsync(20_000, folder.Path, TextWriter.Null, CancellationToken.None));
        var path = folder.FileOf("vehicles");
        await File.WriteAllLinesAsync(path, (await File.ReadAllLinesAsync(path)).Select(line => Paint().Replace(line, $"\"paint\":\"{NewPaint}\"")));
        await Aos.Api.VehicleIdentification.Import.ManifestWriter.WriteAsync(folder.Path, After, "sandbox", changed: false, CancellationToken.None);
        return folder;
    }

    [GeneratedRegex("\"paint\":\"[0-9A-Z]{3}\"")]
    private static partial Regex Paint();
}
