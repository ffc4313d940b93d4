using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aos.Bench.Data;
using Aos.Bench.Measuring;
using Aos.Bench.Servers;

namespace Aos.Bench.Sections;

/// <summary>Calls over HTTP, each beside its ceiling: (a) fixed bytes, (b) the same row read bare.</summary>
internal static class HttpSection
{
    private const int LookupKeys = 1000;
    private const int ConditionalVins = 1000;
    private static readonly string[] FinderQueries = ["propulsion=diesel", "bodyType=estate", "q=320i%20touring", "driveTrain=all&gearbox=automatic", "brand=bmw&market=ECE"];
    private const string Product = "/vehicle-identification/v1";

    public static async Task RunAsync(BenchData data, BenchOptions options)
    {
        await using var api = await ApiProcess.StartApiAsync(data.ConnectionString, 5290, options.Directory);
        var token = await api.TokenAsync();
        var (length, tag) = await LookAtAnswerAsync(api, token, data.Vins[0]);
        await using var reference = await ApiProcess.StartReferenceAsync(data.ConnectionString, 5291, length, options.Directory);

        var scripts = new Scripts(options);
        var signedIn = Headers(token);
        Task<Case> Of(string name, string address, string method, IEnumerable<string> paths, IReadOnlyDictionary<string, string> headers, string? body = null, int? connections = null) =>
            scripts.CaseAsync(name, address, method, paths, headers, body, connections);

        var bytes = await Of("(a) fixed bytes", reference.Address, "GET", ["/fixed"], signedIn);
        var row = await Of("(b) row by key", reference.Address, "GET", data.Vins.Select(vin => "/row/" + vin), signedIn);
        var vehicle = await Of("Vehicle by VIN", api.Address, "GET", data.Vins.Select(vin => $"{Product}/vehicles/{vin}"), signedIn);
        var unchanged = await Of("304 for a vehicle", api.Address, "GET", data.Vins.Take(ConditionalVins).Select(vin => $"{Product}/vehicles/{vin}"), Headers(token, ("If-None-Match", tag)));
        var shortVin = await Of("Short VIN", api.Address, "GET", data.Vins.Select(vin => $"{Product}/short-vins/{vin[10..]}"), signedIn);
        var types = await Of("Type finder with facets", api.Address, "GET",
            FinderQueries.Select(query => $"{Product}/types?{query}"), signedIn);
        var lookups = await Of("Lookup of 1,000 VINs", api.Address, "POST", [$"{Product}/lookups"], Headers(token, ("Content-Type", "application/json")),
            JsonSerializer.Serialize(new { vins = data.Vins.Take(LookupKeys) }), connections: 4);

        Case[] all = [bytes, row, vehicle, unchanged, shortVin, types, lookups];
        foreach (var one in all)
        {
            Run.Say($"warming {one.Name}");
            await one.WarmAsync(options.WarmSeconds);
        }

        for (var round = 1; round <= options.Rounds; round++)
            foreach (var one in all)
            {
                Run.Say($"round {round}: {one.Name}");
                await one.MeasureAsync(options.Seconds);
            }

        Report.Row("(a) fixed bytes, bare Kestrel", Rate(bytes), "", "", "");
        Report.Row("(b) the same row by key, bare", Rate(row), "", "", "");
        Compare(vehicle, row, "(b)", "≥ 0.70");
        Compare(unchanged, bytes, "(a)", "≥ 0.60");
        Compare(shortVin, row, "(b)", "");
        var facets = types.Against(row, sample => sample.MedianMs);
        Report.Row(types.Name + ", p50", $"{Report.Figure(types.MedianMs)} ms", $"(b) {Report.Figure(row.MedianMs)} ms", Report.Figure(facets), "≤ 3");
        var perVin = lookups.Against(vehicle, sample => sample.PerSecond) * LookupKeys;
        Report.Row("Lookup of 1,000 VINs, per VIN", $"{Report.Figure(lookups.PerSecond * LookupKeys)} VINs/s", $"single {Rate(vehicle)}", Report.Figure(perVin), "≥ 15");
    }

    private static void Compare(Case one, Case reference, string name, string goal) => Report.Row(
        one.Name, $"{Rate(one)}, p50 {Report.Figure(one.MedianMs)} ms, p99 {Report.Figure(one.P99Ms)} ms", $"{name} {Rate(reference)}",
        Report.Figure(one.Against(reference, sample => sample.PerSecond)), goal);

    private static string Rate(Case one) => Report.Figure(one.PerSecond) + "/s";

    internal static Dictionary<string, string> Headers(string token, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var headers = new Dictionary<string, string> { ["Authorization"] = "Bearer " + token, ["X-Forwarded-Proto"] = "https" };
        foreach (var (name, value) in more)
            headers[name] = value;
        return headers;
    }

    private static async Task<(int Length, string Tag)> LookAtAnswerAsync(ApiProcess api, string token, string vin)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{api.Address}{Product}/vehicles/{vin}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await http.SendAsync(request);
        var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return (Encoding.UTF8.GetByteCount(body), answer.Headers.ETag!.Tag);
    }
}
