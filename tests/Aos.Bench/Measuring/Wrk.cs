using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Aos.Bench.Measuring;

/// <summary>What one run of wrk saw.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="MedianMs">Median of the latency in milliseconds.</param>
/// <param name="P99Ms">99th percentile of it.</param>
internal readonly record struct Sample(double PerSecond, double MedianMs, double P99Ms);

/// <summary>Runs wrk with a script that draws one of many prepared requests.</summary>
internal static partial class Wrk
{
    /// <summary>Writes the script of a case: requests as they go over the wire, one a line of the list.</summary>
    /// <param name="path">Where the script lies; the list lies beside it.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="paths">Paths to draw from.</param>
    /// <param name="headers">Headers of each request.</param>
    /// <param name="body">Body of each request, if any.</param>
    public static async Task WriteScriptAsync(string path, string method, IEnumerable<string> paths, IReadOnlyDictionary<string, string> headers, string? body)
    {
        await File.WriteAllLinesAsync(path + ".paths", paths);
        if (body is not null)
            await File.WriteAllTextAsync(path + ".body", body);
        var assigned = string.Concat(headers.Select(header => $"wrk.headers[\"{header.Key}\"] = \"{header.Value.Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n"));
        await File.WriteAllTextAsync(path, $$"""
            wrk.method = "{{method}}"
            {{assigned}}
            local requests = {}
            function init(args)
              {{(body is null ? "local body = nil" : $"local body = io.open(\"{path}.body\"):read(\"*a\")")}}
              for line in io.lines("{{path}}.paths") do requests[#requests + 1] = wrk.format(nil, line, nil, body) end
              math.randomseed(42)
            end
            function request() return requests[math.random(#requests)] end
            """);
    }

    public static async Task<Sample> RunAsync(string script, string address, int connections, int seconds)
    {
        var start = new ProcessStartInfo("wrk",
        [
            "-t", "1", "-c", connections.ToString(CultureInfo.InvariantCulture), "-d", $"{seconds}s", "--timeout", "30s", "--latency", "-s", script, address,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("wrk does not start.");
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || Failed().Match(text) is { Success: true })
            throw new InvalidOperationException($"wrk {script} against {address}: {text}{await process.StandardError.ReadToEndAsync()}");
        return new(Number(PerSecond().Match(text)), Milliseconds(Median().Match(text)), Milliseconds(P99().Match(text)));
    }

    private static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    private static double Milliseconds(Match match) => Number(match) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, "s" => 1000, _ => 60_000 };

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)", RegexOptions.CultureInvariant)]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s|m)", RegexOptions.CultureInvariant)]
    private static partial Regex Median();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s|m)", RegexOptions.CultureInvariant)]
    private static partial Regex P99();

    [GeneratedRegex(@"Non-2xx or 3xx responses: \d+|Socket errors: .*", RegexOptions.CultureInvariant)]
    private static partial Regex Failed();
}
