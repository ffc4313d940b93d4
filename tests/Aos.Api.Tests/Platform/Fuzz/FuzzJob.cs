using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Fuzz;

/// <summary>A job that requests can name.</summary>
internal sealed record FuzzJob(string Id, string Etag)
{
    private const string Product = "/vehicle-identification/v1";

    /// <summary>Before the first one is made.</summary>
    public static readonly FuzzJob None = new("x", "\"v1\"");

    public async Task<bool> IsThereAsync(HttpClient workshop)
    {
        using var answer = await workshop.GetAsync($"{Product}/jobs/{Id}");
        return answer.IsSuccessStatusCode;
    }

    /// <summary>A job that has succeeded, with a result of one row.</summary>
    public static async Task<FuzzJob> DoneAsync(HttpClient workshop)
    {
        var id = await StartAsync(workshop);
        while (true)
        {
            var job = await workshop.ReadAsync($"{Product}/jobs/{id}");
            if ((string?)job["status"] is not ("queued" or "running"))
                return new(id, (string)job["etag"]!);
            await Task.Delay(20);
        }
    }

    /// <summary>A job that was cancelled; the worker may be quicker, then another one is tried.</summary>
    public static async Task<FuzzJob> CancelledAsync(HttpClient workshop)
    {
        while (true)
        {
            var id = await StartAsync(workshop);
            using var cancelled = await workshop.SendJsonAsync(HttpMethod.Post, $"{Product}/jobs/{id}/cancellations", null, Guid.NewGuid().ToString());
            if (cancelled.StatusCode == HttpStatusCode.Created)
                return new(id, (string)(await cancelled.JsonAsync())["etag"]!);
        }
    }

    private static async Task<string> StartAsync(HttpClient workshop)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Product}/lookup-jobs") { Content = new StringContent("vin\nWBAUV71070A193748\n", Encoding.UTF8, "text/csv") };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            using var answer = await workshop.SendAsync(request);
            var job = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            if (answer.StatusCode == HttpStatusCode.Accepted)
                return (string)job["id"]!;
            // The requests before may have left as many jobs as one organisation may have open.
            Assert.Equal("jobs.too-many", (string?)job["code"]);
            await Task.Delay(50);
        }
    }
}
