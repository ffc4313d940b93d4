using System.Globalization;
using Aos.Bench.Data;
using Aos.Bench.Measuring;
using Aos.Bench.Sdk;
using Aos.Bench.Servers;

namespace Aos.Bench.Sections;

/// <summary>What the SDK adds to the same call with HttpClient and System.Text.Json.</summary>
internal static class SdkSection
{
    public static async Task RunAsync(BenchData data, BenchOptions options)
    {
        Run.Say("calling with the SDK and without it");
        await using var api = await ApiProcess.StartApiAsync(data.ConnectionString, 5296, options.Directory);
        var measured = await SdkOverhead.RunAsync(api.Address, BenchCaller.Id, BenchCaller.Secret, [.. data.Vins.Take(500)], options.Rounds * 10, 500);
        Report.Row("SDK call, time", Us(measured.SdkMicroseconds), Us(measured.PlainMicroseconds), Report.Figure(measured.TimeRatio), "≤ 1.05");
        Report.Row("SDK call, allocated", Kb(measured.SdkBytes), Kb(measured.PlainBytes), Report.Figure(measured.AllocationRatio), "≤ 1.3");
    }

    private static string Us(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:N0} µs");

    private static string Kb(double value) => string.Create(CultureInfo.InvariantCulture, $"{value / 1024:N1} KB");
}
