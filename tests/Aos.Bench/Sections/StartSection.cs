using System.Diagnostics;
using System.Net.Http.Headers;
using Aos.Bench.Data;
using Aos.Bench.Measuring;
using Aos.Bench.Servers;

namespace Aos.Bench.Sections;

/// <summary>From the start of the process to the first vehicle read with a fresh token, with a database that runs.</summary>
internal static class StartSection
{
    public static async Task RunAsync(BenchData data, BenchOptions options)
    {
        var times = new List<double>();
        for (var round = 0; round < Math.Max(options.Rounds, 3); round++)
        {
            Run.Say("starting the API");
            var watch = Stopwatch.StartNew();
            await using var api = await ApiProcess.StartApiAsync(data.ConnectionString, 5294, options.Directory);
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{api.Address}/vehicle-identification/v1/vehicles/{data.Vins[0]}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await api.TokenAsync());
            request.Headers.Add("X-Forwarded-Proto", "https");
            (await http.SendAsync(request)).EnsureSuccessStatusCode();
            times.Add(watch.Elapsed.TotalSeconds);
        }

        Report.Row("Start to the first vehicle", $"{times.Order().ElementAt(times.Count / 2):F2} s", "", "", "");
    }
}
