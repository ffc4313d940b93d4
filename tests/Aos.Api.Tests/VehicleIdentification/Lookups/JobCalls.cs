using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.VehicleIdentification.Lookups;

/// <summary>Short ways to start a job and to have its result.</summary>
internal static class JobCalls
{
    public const string Uploads = "/vehicle-identification/v1/lookup-jobs";
    public const string Jobs = "/vehicle-identification/v1/jobs";
    public const string Exports = "/vehicle-identification/v1/exports";

    /// <summary>Sends a file.</summary>
    public static Task<HttpResponseMessage> UploadAsync(this HttpClient client, byte[] file, string type = "application/x-ndjson", string query = "", string? key = null, string? coding = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Uploads + query) { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = type.Length > 0 ? MediaTypeHeaderValue.Parse(type) : null;
        if (coding is not null)
            request.Content.Headers.ContentEncoding.Add(coding);
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> UploadAsync(this HttpClient client, string file, string type = "application/x-ndjson", string query = "", string? key = null) =>
        client.UploadAsync(Encoding.UTF8.GetBytes(file), type, query, key);

    /// <summary>The path of the job that an answer began.</summary>
    public static async Task<string> BegunAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("1", answer.Header("Retry-After"));
        var path = answer.Headers.Location!.ToString();
        Assert.Equal(Jobs + "/" + (string)JsonNode.Parse(text)!["id"]!, path);
        return path;
    }

    /// <summary>Waits until a job has ended.</summary>
    public static async Task<JsonNode> EndedAsync(this HttpClient client, string path)
    {
        JsonNode job = new JsonObject();
        await Polling.UntilAsync(async () => (string)(job = await client.ReadAsync(path))["status"]! is not ("queued" or "running"));
        return job;
    }

    /// <summary>Does a whole job and returns its file.</summary>
    public static async Task<(JsonNode Job, byte[] File)> RunAsync(this HttpClient client, HttpResponseMessage begun)
    {
        using (begun)
        {
            var job = await client.EndedAsync(await begun.BegunAsync());
            Assert.True((string?)job["status"] == "succeeded", job.ToJsonString());
            return (job, await client.GetByteArrayAsync(new Uri((string)job["result"]!["url"]!).PathAndQuery));
        }
    }

    public static List<JsonNode> Lines(byte[] file) => [.. Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    public static byte[] Zip(byte[] file)
    {
        var coded = new MemoryStream();
        using (var gzip = new GZipStream(coded, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(file);
        return coded.ToArray();
    }

    public static byte[] Unzip(byte[] file)
    {
        var plain = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress))
            gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
