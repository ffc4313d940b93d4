using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Aos.Sdk.Testing;

/// <summary>Takes the requests: token, then script, then the sandbox's VINs, then state and examples.</summary>
internal sealed class FakeHandler(AosFakeServer server) : HttpMessageHandler
{
    private readonly FakeAnswers _answers = new(server);
    private readonly FakeSandbox _sandbox = new(server);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (path.EndsWith("/oauth/token", StringComparison.Ordinal))
            return Message(request, 200, "application/json", """{"access_token":"fake-token","token_type":"Bearer","expires_in":3600}"""u8.ToArray());
        var body = request.Content is null ? "" : await ReadAsync(request.Content, cancellationToken).ConfigureAwait(false);
        var operation = server.Documents.Find(request.Method.Method, path, out var values);
        server.Note(new AosFakeCall(operation?.Id, request.Method.Method, request.RequestUri.PathAndQuery, HeadersOf(request), body));
        var call = new FakeCall(request, operation, path, values, body);
        var answer = operation is null ? FakeAnswer.Problem(call, 404, "request.not-found")
            : server.Scripted(operation.Id) is { } scripted ? Scripted(call, scripted)
            : await AnswerAsync(call, cancellationToken).ConfigureAwait(false);
        return Finish(call, answer);
    }

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var bytes = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(
            content.Headers.ContentEncoding.Contains("gzip") ? new System.IO.Compression.GZipStream(bytes, System.IO.Compression.CompressionMode.Decompress) : bytes);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    private FakeAnswer Scripted(FakeCall call, ScriptedAnswer scripted)
    {
        if (scripted.Fault is { } fault)
            throw fault();
        var answer = scripted.Body is { } value ? new FakeAnswer(scripted.Status, value)
            : scripted.Status >= 400 ? FakeAnswer.Problem(call, scripted.Status, scripted.Code)
            : scripted.Status is 204 or 304 ? new FakeAnswer(scripted.Status)
            : _answers.Of(call) with { Status = scripted.Status };
        foreach (var (name, member) in scripted.Members ?? [])
            answer.Json!.AsObject()[name] = member?.DeepClone();
        return answer with { RetryAfter = scripted.RetryAfter ?? answer.RetryAfter };
    }

    private async Task<FakeAnswer> AnswerAsync(FakeCall call, CancellationToken cancellationToken)
    {
        var failing = await _sandbox.FailingAsync(call.Vins, cancellationToken).ConfigureAwait(false);
        return call.Values.TryGetValue("vin", out var vin) && FakeSandbox.RefusalOf(call, vin, failing) is { } refusal
            ? refusal
            : _answers.Of(call with { Failing = failing });
    }

    private static HttpResponseMessage Finish(FakeCall call, FakeAnswer answer)
    {
        var etag = answer.Status is 200 or 201 or 206 ? ETagOf(answer) : null;
        var unchanged = etag is not null && call.Request.Method == HttpMethod.Get && call.Header("If-None-Match") == etag;
        var message = unchanged
            ? Message(call.Request, 304, null, [])
            : Message(call.Request, answer.Status, answer.MediaType, answer.Bytes ?? (answer.Json is { } json ? Encoding.UTF8.GetBytes(json.ToJsonString()) : []));
        Set("X-Request-Id", call.Header("X-Request-Id"));
        Set("AOS-Contract", call.Operation?.Contract);
        Set("ETag", etag);
        Set("Location", answer.Location);
        Set("AOS-Error-Code", answer.Status >= 400 ? answer.Json?["code"]?.GetValue<string>() : null);
        Set("Retry-After", answer.RetryAfter is { } wait ? Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null);
        Set("Repr-Digest", answer.Bytes is { } bytes ? $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:" : null);
        return message;

        void Set(string name, string? value)
        {
            if (value is not null)
                message.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static string ETagOf(FakeAnswer answer) =>
        answer.Json is JsonObject json && json["etag"]?.GetValue<string>() is { } own ? own
        : $"\"{Convert.ToHexString(SHA256.HashData(answer.Bytes ?? Encoding.UTF8.GetBytes(answer.Json?.ToJsonString() ?? "")))[..16]}\"";

    private static HttpResponseMessage Message(HttpRequestMessage request, int status, string? mediaType, byte[] bytes)
    {
        var message = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request, Content = new ByteArrayContent(bytes) };
        if (mediaType is not null && bytes.Length > 0)
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return message;
    }

    private static Dictionary<string, string> HeadersOf(HttpRequestMessage request)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.NonValidated)
            headers[name] = values.ToString();
        foreach (var (name, values) in request.Content?.Headers.NonValidated ?? default)
            headers[name] = values.ToString();
        return headers;
    }
}

/// <summary>A call on its way to its answer.</summary>
internal sealed record FakeCall(HttpRequestMessage Request, FakeOperation? Operation, string Path, IReadOnlyDictionary<string, string> Values, string Body)
{
    /// <summary>Operation of many VINs at once.</summary>
    public const string Lookup = "LookUpVehicles";

    /// <summary>VINs that fail this time.</summary>
    public IReadOnlySet<string> Failing { get; init; } = new HashSet<string>();

    /// <summary>The texts of the call that should be VINs: that of the path, or those of the body.</summary>
    public IReadOnlyList<string> Vins =>
        Values.TryGetValue("vin", out var vin) ? [vin]
        : Operation?.Id == Lookup && Json()["vins"] is JsonArray vins ? [.. vins.Select(text => text!.GetValue<string>())]
        : [];

    public string? Header(string name) => Request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    /// <summary>A value of the query; null without one.</summary>
    public string? Query(string name) => Request.RequestUri!.Query.TrimStart('?').Split('&')
        .Where(pair => pair.StartsWith(name + "=", StringComparison.Ordinal)).Select(pair => Uri.UnescapeDataString(pair[(name.Length + 1)..])).FirstOrDefault();

    /// <summary>A text of the body; null without one.</summary>
    public string? Member(string name) => Json()[name]?.GetValue<string>();

    public JsonObject Json() => Body.Length == 0 ? [] : JsonNode.Parse(Body)?.AsObject() ?? [];
}

/// <summary>An answer before it becomes a message.</summary>
internal sealed record FakeAnswer(int Status, JsonNode? Json = null)
{
    public byte[]? Bytes { get; init; }
    public string? MediaType { get; init; } = Status >= 400 ? "application/problem+json" : "application/json";
    public string? Location { get; init; }
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The document's problem of this status, with the code that is wanted.</summary>
    public static FakeAnswer Problem(FakeCall call, int status, string? code, string? vin = null)
    {
        var problem = call.Operation?.Problem(status) ?? [];
        var own = problem["code"]?.GetValue<string>();
        var wanted = code ?? own ?? $"fake.status-{status}";
        if (own != wanted)
            problem = FakeProblems.Of(status, wanted, vin);
        problem["type"] = $"https://fake.aos.invalid/problems/{wanted}";
        problem["status"] = status;
        problem["code"] = wanted;
        problem["requestId"] = call.Header("X-Request-Id");
        problem["instance"] = call.Path;
        return new FakeAnswer(status, problem) { RetryAfter = status is 429 or 503 || wanted == "vehicle-identification.vehicle-in-correction" ? TimeSpan.FromSeconds(1) : null };
    }
}
