using Aos.Bench.Data;
using Aos.Bench.Measuring;
using Aos.Bench.Servers;

namespace Aos.Bench.Sections;

/// <summary>Tokens a second, beside fixed bytes from bare Kestrel: by client credentials, and by refresh for people. Every one is on the disk when it is answered.</summary>
internal static class TokensSection
{
    private const int Length = 1000;
    private const int RefreshesPerSecond = 5000;

    public static async Task RunAsync(BenchData data, BenchOptions options)
    {
        await BenchPerson.AddAsync(data.ConnectionString);
        await using var api = await ApiProcess.StartApiAsync(data.ConnectionString, 5290, options.Directory);
        await using var reference = await ApiProcess.StartReferenceAsync(data.ConnectionString, 5291, Length, options.Directory);
        var scripts = new Scripts(options);
        var bytes = await scripts.CaseAsync("(a) fixed bytes", reference.Address, "GET", ["/fixed"], new Dictionary<string, string>());
        var machine = await scripts.CaseAsync("Token by client credentials", api.Address, "POST", ["/oauth/token"], Headers(ApiProcess.Basic), "grant_type=client_credentials");
        var refresh = new Case("Tokens by refresh", api.Address, Path.Combine(options.Directory, "case-refresh.lua"), options.Connections);

        await bytes.WarmAsync(options.WarmSeconds);
        await machine.WarmAsync(options.WarmSeconds);
        await PrepareAsync(data, refresh, options.WarmSeconds);
        await refresh.WarmAsync(options.WarmSeconds);
        for (var round = 1; round <= options.Rounds; round++)
        {
            Run.Say($"tokens, round {round}");
            await bytes.MeasureAsync(options.Seconds);
            await machine.MeasureAsync(options.Seconds);
            await PrepareAsync(data, refresh, options.Seconds);
            await refresh.MeasureAsync(options.Seconds);
        }

        Compare(machine, bytes, "≥ 0.10");
        Compare(refresh, bytes, "");
    }

    /// <summary>Each refresh token is used once, so a run gets as many as it can use.</summary>
    private static async Task PrepareAsync(BenchData data, Case refresh, int seconds)
    {
        var tokens = await BenchPerson.TokensAsync(data.ConnectionString, seconds * RefreshesPerSecond);
        await File.WriteAllLinesAsync(refresh.Script + ".tokens", tokens);
        await File.WriteAllTextAsync(refresh.Script, $$"""
            wrk.method = "POST"
            {{string.Concat(Headers(BenchPerson.Basic).Select(header => $"wrk.headers[\"{header.Key}\"] = \"{header.Value}\"\n"))}}
            local requests, at = {}, 0
            function init(args)
              for line in io.lines("{{refresh.Script}}.tokens") do requests[#requests + 1] = wrk.format(nil, "/oauth/token", nil, "grant_type=refresh_token&refresh_token=" .. line) end
            end
            function request()
              at = at + 1
              return requests[at]
            end
            """);
    }

    private static Dictionary<string, string> Headers(string basic) =>
        new() { ["Authorization"] = "Basic " + basic, ["Content-Type"] = "application/x-www-form-urlencoded", ["X-Forwarded-Proto"] = "https" };

    private static void Compare(Case one, Case bytes, string goal) => Report.Row(
        one.Name, $"{Report.Figure(one.PerSecond)}/s, p50 {Report.Figure(one.MedianMs)} ms, p99 {Report.Figure(one.P99Ms)} ms", $"(a) {Report.Figure(bytes.PerSecond)}/s",
        Report.Figure(one.Against(bytes, sample => sample.PerSecond)), goal);
}
