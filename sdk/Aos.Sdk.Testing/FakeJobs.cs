using System.Collections.Concurrent;
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
        var inputs = call.Operation!.Id == "StartLookupJob" ? Keys(call.Body) : ["WBAUV71070A193748"];
        var job = new FakeJob(Guid.NewGuid().ToString(), call.Operation.Example!.AsObject(), inputs, call.Operation.Id == "StartLookupJob");
        _jobs[job.Id] = job;
        return new FakeAnswer(202, job.Json()) { Location = $"/vehicle-identification/v1/jobs/{job.Id}", RetryAfter = TimeSpan.FromSeconds(1) };
    }

    private FakeAnswer Result(FakeCall call, FakeJob job)
    {
        if (job.Status != "succeeded")
            return FakeAnswer.Problem(call, 409, "jobs.result-not-ready");
        // A job repeats what fails once.
        var rows = job.Inputs.Select(input => FakeLookups.Item(call, server.Documents, input, new HashSet<string>())).Select(item => job.IsLookup ? item : item["vehicle"]!);
        return new FakeAnswer(200) { MediaType = "application/x-ndjson", Bytes = Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => row.ToJsonString() + "\n"))) };
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

/// <summary>One job.</summary>
internal sealed class FakeJob(string id, JsonObject example, IReadOnlyList<string> inputs, bool isLookup)
{
    private readonly object _lock = new();

    public string Id => id;
    public IReadOnlyList<string> Inputs => inputs;
    public bool IsLookup => isLookup;
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
        var done = Status switch { "queued" => 0, "running" => inputs.Count / 2, _ => inputs.Count };
        (job["id"], job["status"], job["processed"], job["total"]) = (id, Status, done, inputs.Count);
        job["progress"] = Status switch { "queued" => 0, "running" => 50, "succeeded" => 100, _ => 50 };
        foreach (var member in (string[])["result", "problem", "finishedAt", "estimatedEndAt", "expiresAt"])
            job.Remove(member);
        if (Status == "succeeded")
            job["result"] = new JsonObject { ["url"] = $"https://fake.aos.invalid/vehicle-identification/v1/jobs/{id}/result", ["mediaType"] = "application/x-ndjson", ["bytes"] = 0, ["rows"] = inputs.Count, ["values"] = inputs.Count, ["sha256"] = new string('0', 64) };
        return job;
    }
}
