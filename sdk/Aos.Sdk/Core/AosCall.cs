using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Aos.Sdk;

/// <summary>One call of a generated client, from its typed parameters to the request.</summary>
internal sealed class AosCall(AosOperation operation, string path, AosRequestOptions? options)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue MergePatch = new("application/merge-patch+json");

    private StringBuilder? _address;
    private byte[]? _body;
    private MediaTypeHeaderValue _bodyType = Json;
    private string? _etag;
    private string? _knownETag;
    private AosUpload? _upload;

    public AosOperation Operation => operation;

    /// <summary>A value as segment of the path. Segments that would call another route are refused.</summary>
    public static string Segment(string name, object value)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        var text = WireText.Of(value);
        return text is "" or "." or ".."
            ? throw new ArgumentException($"'{text}' is no possible value of {name}.", name)
            : Uri.EscapeDataString(text);
    }

    /// <summary>Adds a query parameter; null leaves it out.</summary>
    public AosCall Query(string name, object? value)
    {
        if (value is not null)
            Append(name, WireText.Of(value));
        return this;
    }

    /// <summary>Adds a query parameter once per value.</summary>
    public AosCall QueryEach<T>(string name, IEnumerable<T>? values)
    {
        foreach (var value in values ?? [])
            Append(name, WireText.Of(value!));
        return this;
    }

    /// <summary>Adds a query parameter with all values, separated by commas.</summary>
    public AosCall QueryJoined<T>(string name, IEnumerable<T>? values)
    {
        var text = string.Join(',', (values ?? []).Select(value => WireText.Of(value!)));
        if (text.Length > 0)
            Append(name, text);
        return this;
    }

    /// <summary>Sets the body. Bytes have a length and can be sent again.</summary>
    public AosCall Body<T>(T value, JsonTypeInfo<T> type) where T : class
    {
        ArgumentNullException.ThrowIfNull(value, "body");
        _body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return this;
    }

    /// <summary>Sets the body to what a change names.</summary>
    public AosCall Patch(IAosPatch body)
    {
        ArgumentNullException.ThrowIfNull(body);
        (_body, _bodyType) = (body.ToBody(), MergePatch);
        return this;
    }

    /// <summary>Sets a body that is written from its source.</summary>
    public AosCall Upload(AosUpload body)
    {
        ArgumentNullException.ThrowIfNull(body);
        _upload = body;
        return this;
    }

    /// <summary>Asks for the answer only if it is another one than this.</summary>
    public AosCall IfNoneMatch(string? etag)
    {
        _knownETag = etag;
        return this;
    }

    /// <summary>Sets the state of the resource that the call is meant for.</summary>
    public AosCall IfMatch(string etag)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(etag);
        _etag = etag;
        return this;
    }

    /// <summary>The request, and the state that goes with it; both are the caller's to dispose. Can be made again.</summary>
    public HttpRequestMessage ToRequest(out CallState state)
    {
        var request = new HttpRequestMessage(operation.Method, new Uri(_address?.ToString() ?? path, UriKind.Relative));
        if (_body is not null)
        {
            request.Content = new ByteArrayContent(WithExtras(_body));
            request.Content.Headers.ContentType = _bodyType;
        }
        if (_upload is not null)
            request.Content = _upload.ToContent();
        if (_etag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", _etag);
        if (_knownETag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", _knownETag);
        state = new CallState { Operation = operation, Timeout = options?.Timeout, MaxRetries = options?.MaxRetries };
        state.JoinTo(request);
        if (options is not null)
            Apply(options, request);
        return request;
    }

    private static void Apply(AosRequestOptions options, HttpRequestMessage request)
    {
        Add("Accept-Language", options.Language);
        Add("Idempotency-Key", options.IdempotencyKey);
        Add("X-Request-Id", options.RequestId);
        foreach (var (name, value) in options.Headers)
            Add(name, value);

        void Add(string name, string? value)
        {
            if (value is null)
                return;
            request.Headers.Remove(name);
            if (!request.Headers.TryAddWithoutValidation(name, value))
                throw new ArgumentException($"{name} cannot be set as a request header.", nameof(options));
        }
    }

    private byte[] WithExtras(byte[] body)
    {
        if (options is null || options.ExtraBody.Count == 0)
            return body;
        var json = JsonNode.Parse(body)!.AsObject();
        foreach (var (name, value) in options.ExtraBody)
            json[name] = JsonNode.Parse(value.GetRawText());
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private void Append(string name, string value)
    {
        var mark = _address is null ? '?' : '&';
        _address ??= new StringBuilder(path);
        _address.Append(mark).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
    }
}
