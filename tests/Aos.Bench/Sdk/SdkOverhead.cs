using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Aos.Sdk;
using Aos.Sdk.VehicleIdentification;

namespace Aos.Bench.Sdk;

/// <summary>
/// The same call twice: with the SDK, and with HttpClient and source-generated System.Text.Json. Both send to the same server,
/// which must be another process, so that only the caller's memory counts.
/// </summary>
/// <param name="TimeRatio">Median over the rounds of SDK time by plain time.</param>
/// <param name="AllocationRatio">The same of allocated bytes.</param>
/// <param name="SdkMicroseconds">Median time of an SDK call.</param>
/// <param name="PlainMicroseconds">Median time of a plain call.</param>
/// <param name="SdkBytes">Median bytes of an SDK call.</param>
/// <param name="PlainBytes">Median bytes of a plain call.</param>
internal sealed record SdkOverhead(double TimeRatio, double AllocationRatio, double SdkMicroseconds, double PlainMicroseconds, double SdkBytes, double PlainBytes)
{
    private const int WarmCalls = 3000;

    /// <summary>Measures; one call after the other, in short turns, so that what disturbs one disturbs both.</summary>
    public static async Task<SdkOverhead> RunAsync(string address, string clientId, string clientSecret, IReadOnlyList<string> vins, int rounds, int callsPerRound)
    {
        var client = new AosClient(new AosClientOptions { BaseAddress = address, ClientId = clientId, ClientSecret = clientSecret, Handler = new BehindProxy(DecompressionMethods.None) });
        using var plain = new HttpClient(new BehindProxy(DecompressionMethods.GZip | DecompressionMethods.Brotli)) { BaseAddress = new Uri(address) };
        var token = await TokenAsync(plain, clientId, clientSecret);
        await MeasureAsync(SdkCall, WarmCalls);
        await MeasureAsync(PlainCall, WarmCalls);
        var pairs = new List<(Figures Sdk, Figures Plain)>();
        for (var round = 0; round < rounds; round++)
        {
            // Who comes first alternates.
            var first = await MeasureAsync(round % 2 == 0 ? SdkCall : PlainCall, callsPerRound);
            var second = await MeasureAsync(round % 2 == 0 ? PlainCall : SdkCall, callsPerRound);
            pairs.Add(round % 2 == 0 ? (first, second) : (second, first));
        }
        return new SdkOverhead(
            Median(pairs.Select(pair => pair.Sdk.Microseconds / pair.Plain.Microseconds)), Median(pairs.Select(pair => pair.Sdk.Bytes / pair.Plain.Bytes)),
            Median(pairs.Select(pair => pair.Sdk.Microseconds)), Median(pairs.Select(pair => pair.Plain.Microseconds)),
            Median(pairs.Select(pair => pair.Sdk.Bytes)), Median(pairs.Select(pair => pair.Plain.Bytes)));

        async Task SdkCall(int number) => await client.VehicleIdentification.Vehicles.GetAsync(vins[number % vins.Count]);

        async Task PlainCall(int number)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/vehicle-identification/v1/vehicles/" + vins[number % vins.Count]);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var response = await plain.SendAsync(request);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadFromJsonAsync(PlainJson.Default.Vehicle);
        }
    }

    private static async Task<Figures> MeasureAsync(Func<int, Task> call, int calls)
    {
        var (bytes, watch) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.StartNew());
        for (var number = 0; number < calls; number++)
            await call(number);
        return new Figures(watch.Elapsed.TotalMicroseconds / calls, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)calls);
    }

    private static async Task<string> TokenAsync(HttpClient http, string clientId, string clientSecret)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = clientId, ["client_secret"] = clientSecret });
        using var answer = await http.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(PlainJson.Default.JsonElement)).GetProperty("access_token").GetString()!;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private sealed record Figures(double Microseconds, double Bytes);

    /// <summary>The API of the bench runs as behind a proxy that ends TLS.</summary>
    private sealed class BehindProxy(DecompressionMethods decompression) : DelegatingHandler(new SocketsHttpHandler { AutomaticDecompression = decompression, UseCookies = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
            return base.SendAsync(request, cancellationToken);
        }
    }
}

[JsonSerializable(typeof(Vehicle))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
internal sealed partial class PlainJson : JsonSerializerContext;
