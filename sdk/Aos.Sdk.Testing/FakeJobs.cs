using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Aos.Sdk.Testing;

/// <summary>Jobs that are done at the third look: queued, running, succeeded.</summary>
internal sealed class FakeJobs(AosFakeServer server)
{
    private readonly ConcurrentDictionary<string, FakeJob> _jobs = new(StringComparer.Ordinal);

    public FakeAnswer? Of(FakeCall call) => call.Operation!.Id switch
    {
        "GetJob" when Known(call) is { } job => new FakeAnswer(200, job.Look()),
        "CancelJob" when Known(call) is { } job => job.Cancel() ? new FakeAnswer(201, job.Json()) : FakeAnswer.Problem(call, 409, null),
        "GetJobResult" when Known(call) is { } job => Result(call, job),
        _ when call.Operation.Status == 202 => Start(call),
        _ => null,
    };

    private FakeJob? Known(FakeCall call) => call.Values.Values.LastOrDefault() is { } id && _jobs.TryGetValue(id, out var job) ? job : null;

    private FakeAnswer Start(FakeCall call)
    {
        var isLookup = call.Operation!.Id == "StartLookupJob";
        var (format, compression) = isLookup ? (call.Query("resultFormat"), call.Query("compression")) : (call.Member("format"), call.Member("compression"));
        // Better refused than answered in another form.
        if (format is not (null or "ndjson"))
            return FakeAnswer.Problem(call, 422, "fake.result-format-unsupported");
        var inputs = isLookup ? Keys(call.Body) : ["WBAUV71070A193748"];
        var job = new FakeJob(Guid.NewGuid().ToString(), call.Operation.Example!.AsObject(), inputs.Count, ResultOf(call, inputs, isLookup, compression == "gzip"));
        _jobs[job.Id] = job;
        return new FakeAnswer(202, job.Json()) { Location = $"/vehicle-identification/v1/jobs/{job.Id}", RetryAfter = TimeSpan.FromSeconds(1) };
    }

    private static FakeAnswer Result(FakeCall call, FakeJob job) => job.Status == "succeeded"
        ? new FakeAnswer(200) { MediaType = job.Result.MediaType, Bytes = job.Result.Bytes }
        : FakeAnswer.Problem(call, 409, "jobs.result-not-ready");

    private FakeResult ResultOf(FakeCall call, IReadOnlyList<string> inputs, bool isLookup, bool isCompressed)
    {
        // A job repeats what fails once.
        var items = inputs.Select(input => FakeLookups.Item(call, server.Documents, input, new HashSet<string>())).ToList();
        var text = string.Concat(items.Select(item => (isLookup ? item : item["vehicle"]!).ToJsonString() + "\n"));
        var bytes = Encoding.UTF8.GetBytes(text);
        return new FakeResult(isCompressed ? "application/gzip" : "application/x-ndjson", isCompressed ? Compressed(bytes) : bytes, items.Count(FakeLookups.HasVehicle));
    }

    private static byte[] Compressed(byte[] bytes)
    {
        var coded = new MemoryStream();
        using (var gzip = new GZipStream(coded, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return coded.ToArray();
    }

    // One VIN per line: alone, as first column, as JSON text, or as member of an object.
    private static List<string> Keys(string body) =>
        [.. body.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Key).Where(key => !key.Equals("vin", StringComparison.OrdinalIgnoreCase))];

    private static string Key(string line) => line[0] switch
    {
        '{' => JsonNode.Parse(line)!["vin"]?.GetValue<string>() ?? "",
        '"' => line.Trim('"'),
        _ => line.Split(',', ';')[0].Trim('"'),
    };
}

/// <summary>The file of a job.</summary>
internal sealed record FakeResult(string MediaType, byte[] Bytes, int Values);

/// <summary>One job.</summary>
internal sealed class FakeJob(string id, JsonObject example, int rows, FakeResult result)
{
    private readonly object _lock = new();

    public string Id => id;
    public FakeResult Result => result;
    public string Status { get; private set; } = "queued";

    public JsonObject Look()
    {
        lock (_lock)
            Status = Status switch { "queued" => "running", "running" => "succeeded", _ => Status };
        return Json();
    }

    public bool Cancel()
    {
        lock (_lock)
        {
            if (Status is not ("queued" or "running"))
                return false;
            Status = "cancelled";
            return true;
        }
    }

    public JsonObject Json()
    {
        var job = example.DeepClone().AsObject();
        var done = Status switch { "queued" => 0, "running" => rows / 2, _ => rows };
        (job["id"], job["status"], job["processed"], job["total"]) = (id, Status, done, rows);
        job["progress"] = Status switch { "queued" => 0, "running" => 50, "succeeded" => 100, _ => 50 };
        foreach (var member in (string[])["result", "problem", "finishedAt", "estimatedEndAt", "expiresAt"])
            job.Remove(member);
        if (Status == "succeeded")
        {
            job["result"] = new JsonObject
            {
                ["url"] = $"https://fake.aos.invalid/vehicle-identification/v1/jobs/{id}/result",
                ["mediaType"] = result.MediaType,
                ["bytes"] = result.Bytes.Length,
                ["rows"] = rows,
                ["values"] = result.Values,
                ["sha256"] = Convert.ToHexString(SHA256.HashData(result.Bytes)).ToLowerInvariant(),
            };
        }
        return job;
    }
}
