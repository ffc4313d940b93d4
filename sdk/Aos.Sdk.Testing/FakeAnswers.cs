using System.Text.Json.Nodes;

namespace Aos.Sdk.Testing;

/// <summary>What the server answers by itself: the state of what was written, else the document's example, made fit to the call.</summary>
internal sealed class FakeAnswers(AosFakeServer server)
{
    private readonly FakeJobs _jobs = new(server);

    public FakeAnswer Of(FakeCall call)
    {
        if (_jobs.Of(call) is { } answer)
            return answer;
        return call.Request.Method.Method switch
        {
            "POST" => Post(call),
            "PUT" or "PATCH" => Put(call),
            "DELETE" => Delete(call),
            _ => Get(call),
        };
    }

    private FakeAnswer Get(FakeCall call)
    {
        if (server.State.Find(call.Path) is { } stored)
            return new FakeAnswer(200, stored);
        if (server.State.IsDeleted(call.Path))
            return FakeAnswer.Problem(call, 404, null);
        var operation = call.Operation!;
        if (operation.Example is null || operation.MediaType != "application/json")
            return new FakeAnswer(operation.Status) { MediaType = operation.MediaType, Bytes = FileOf(operation) };
        var example = Example(call);
        if (example["items"] is JsonArray items)
        {
            foreach (var created in server.State.Below(call.Path))
                items.Add((JsonNode)created);
            example["nextCursor"] = null;
        }
        return new FakeAnswer(operation.Status, example);
    }

    private FakeAnswer Post(FakeCall call)
    {
        var operation = call.Operation!;
        if (operation.Example is null)
            return new FakeAnswer(operation.Status);
        var body = call.Json();
        if (operation.Id == FakeCall.Lookup)
            return new FakeAnswer(operation.Status, FakeLookups.Answer(call, server.Documents, call.Vins, body["checks"]?.GetValue<bool>() == true));
        var value = Merged(Example(call), body);
        if (operation.Status != 201 || !value.ContainsKey("id"))
            return new FakeAnswer(operation.Status, value);
        value["id"] = Guid.NewGuid().ToString();
        var path = $"{call.Path}/{value["id"]}";
        return new FakeAnswer(201, server.State.Keep(path, value)) { Location = path };
    }

    private FakeAnswer Put(FakeCall call)
    {
        var current = Get(call);
        if (current.Status != 200 || current.Json is not JsonObject value)
            return current;
        if (IsOutdated(call, value))
            return FakeAnswer.Problem(call, 412, null);
        return new FakeAnswer(call.Operation!.Status, server.State.Keep(call.Path, Merged(value, call.Json())));
    }

    private FakeAnswer Delete(FakeCall call)
    {
        if (server.State.Find(call.Path) is { } value && IsOutdated(call, value))
            return FakeAnswer.Problem(call, 412, null);
        return server.State.Delete(call.Path) ? new FakeAnswer(204) : FakeAnswer.Problem(call, 404, null);
    }

    // Only what was written here has a tag that the caller can know.
    private bool IsOutdated(FakeCall call, JsonObject value) =>
        call.Header("If-Match") is { } wanted && server.State.Find(call.Path) is not null && value["etag"]?.GetValue<string>() is { } etag && wanted != etag;

    // The values of the path stand in the answer: the VIN that was asked for, the id of the client.
    private static JsonObject Example(FakeCall call)
    {
        var isBare = call.Values.TryGetValue("vin", out var vin) && FakeSandbox.IsBare(vin);
        var example = (isBare ? call.Operation!.Bare : call.Operation!.Example)!.DeepClone().AsObject();
        foreach (var (name, value) in call.Values)
        {
            var member = example.ContainsKey(name) ? name : call.Operation.EndsInParameter && name == call.Operation.LastParameter && example.ContainsKey("id") ? "id" : null;
            if (member is not null && example[member] is JsonValue old && old.TryGetValue<string>(out _))
                example[member] = member == "vin" ? FakeSandbox.Normal(value) : value;
        }
        if (example.ContainsKey("shortVin") && vin is not null)
            example["shortVin"] = FakeSandbox.Normal(vin) is { Length: > 7 } text ? text[^7..] : vin;
        return example;
    }

    private static JsonObject Merged(JsonObject value, JsonObject changes)
    {
        foreach (var (name, change) in changes)
        {
            if (value.ContainsKey(name))
                value[name] = change?.DeepClone();
        }
        return value;
    }

    private static byte[] FileOf(FakeOperation operation) => operation.MediaType switch
    {
        "image/svg+xml" => """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><title>Fake vehicle</title><rect width="4" height="3" fill="#888"/></svg>"""u8.ToArray(),
        _ => [],
    };
}
