using System.Text;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Platform.OpenApi;

namespace Aos.Api.Tests.Platform.Fuzz;

/// <summary>A request to an operation of a document: at first as the document wants it, then hurt in some places.</summary>
internal sealed class FuzzRequest
{
    private const int LongestUrl = 7_000;

    private readonly NastyValues _nasty;
    private readonly Operation _operation;
    private readonly FuzzSubjects _subjects;
    private readonly Dictionary<string, string> _path = [];
    private readonly List<(string Name, string Value)> _query = [];
    private readonly List<(string Name, string Value)> _headers = [];
    private string? _body;
    private string _contentType;
    private Encoding _encoding = Encoding.UTF8;

    public FuzzRequest(Operation operation, FuzzSubjects subjects, NastyValues nasty, string? token)
    {
        (_operation, _subjects, _nasty) = (operation, subjects, nasty);
        foreach (var parameter in operation.Parameters)
            Prepare((string)parameter["name"]!, (string)parameter["in"]!, parameter["schema"]!.AsObject());
        var content = operation.Node["requestBody"]?["content"]?.AsObject().First();
        _contentType = content?.Key ?? "application/json";
        _body = content is { } form ? Example(form.Value!["example"]!) : null;
        if (token is not null)
            _headers.Add(("Authorization", "Bearer " + token));
        for (var hurts = nasty.Of([0, 0, 0, 1, 1, 1, 2, 2, 3, 5]); hurts > 0; hurts--)
            Hurt();
    }

    /// <summary>True while nothing makes it another operation's request.</summary>
    public bool IsSendable => Url.Length < LongestUrl && _path.Values.All(value => value.Trim('.').Length > 0 && !value.Contains('\0', StringComparison.Ordinal));

    private string Url => _operation.Path.Split('/').Aggregate("", (url, part) =>
            url + (part.Length == 0 ? "" : "/" + (part[0] == '{' ? Uri.EscapeDataString(_path[part[1..^1]]) : part)))
        + (_query.Count == 0 ? "" : "?" + string.Join('&', _query.Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}")));

    public HttpRequestMessage Build()
    {
        var request = new HttpRequestMessage(new HttpMethod(_operation.Method.ToUpperInvariant()), Url);
        if (_body is not null)
        {
            request.Content = new ByteArrayContent(_encoding.GetBytes(_body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", _contentType);
            // What is refused by its head is not sent: a server that hangs up early is no fault.
            request.Headers.ExpectContinue = _body.Length > 100_000;
        }

        foreach (var (name, value) in _headers)
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    public override string ToString() =>
        $"{_operation.Method.ToUpperInvariant()} {Url}\n{string.Concat(_headers.Where(header => header.Name != "Authorization").Select(header => $"{header.Name}: {header.Value}\n"))}"
        + $"{_contentType} {_encoding.WebName}: {(_body is { Length: > 2_000 } ? _body[..2_000] + "…" : _body)}";

    private void Prepare(string name, string place, JsonObject schema)
    {
        if (place == "path")
            _path[name] = _subjects.PathValue(name, _operation.File.Name.Split('.')[0]);
        else if (place == "query" && _nasty.OnceIn(6))
            _query.Add((name, Fitting(name, schema)));
        else if (place == "header" && (name is "Idempotency-Key" or "If-Match" || _nasty.OnceIn(6)))
            _headers.Add((name, _subjects.HeaderValue(name)));
    }

    private string Fitting(string name, JsonObject schema)
    {
        var one = (string?)schema["type"] == "array" ? schema["items"]!.AsObject() : schema;
        one = _operation.File.Resolve(one["allOf"]?[0] ?? one);
        return _subjects.QueryValue(name)
            ?? (one["enum"] is { } values ? (string)_nasty.Of(values.AsArray().ToList())! : (string?)one["type"] switch
            {
                "integer" => "7",
                "boolean" => "true",
                _ => (string?)one["format"] == "date" ? "2015-06-01" : (string?)(one["example"] as JsonValue)?.ToString() ?? "mini",
            });
    }

    private string Example(JsonNode example)
    {
        if (example is JsonValue file)
            return (string)file!;
        var members = example.DeepClone().AsObject();
        foreach (var name in members.Select(member => member.Key).ToList())
            if (_subjects.BodyValue(name) is { } value)
                members[name] = value;
        if (_contentType == "application/x-www-form-urlencoded")
            _subjects.Forms.Fit(_operation.Id, members);
        return _contentType == "application/json"
            ? members.ToJsonString()
            : string.Join('&', members.Where(member => member.Value is not null).Select(member => $"{member.Key}={Uri.EscapeDataString(member.Value!.ToString())}"));
    }

    private void Hurt()
    {
        var kind = _nasty.Below(_body is null ? 6 : 12);
        switch (kind)
        {
            case 0 when _path.Count > 0:
                _path[_nasty.Of(_path.Keys.ToList())] = _nasty.Text(500);
                break;
            case 0 or 1 or 2 when _operation.Parameters.Where(parameter => (string?)parameter["in"] == "query").ToList() is { Count: > 0 } parameters:
                _query.Add(((string)_nasty.Of(parameters)["name"]!, _nasty.Text(400)));
                break;
            case 3:
                _query.Add((_nasty.OnceIn(2) ? "limit" : _nasty.Text(20), _nasty.Text(60)));
                break;
            case 4:
                _headers.RemoveAll(header => header.Name is "If-Match" or "Idempotency-Key" && _nasty.OnceIn(2));
                break;
            case < 6:
                _headers.Add((_nasty.Of(FuzzSubjects.Headers), _nasty.Header()));
                break;
            default:
                HurtBody();
                break;
        }
    }

    private void HurtBody()
    {
        var (body, at) = (_body!, _nasty.Below(_body!.Length + 1));
        switch (_nasty.Below(9))
        {
            case 0:
                _body = body[..at];
                break;
            case 1:
                _body = body.Insert(at, _nasty.Text(100));
                break;
            case 2:
                _contentType = _nasty.Of(["text/json", "text/plain", "application/xml", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x", ""]);
                break;
            case 3:
                _encoding = _nasty.Of([Encoding.Unicode, Encoding.UTF32, Encoding.Latin1]);
                break;
            case 4:
                _body = _nasty.OnceIn(20) ? body + new string(' ', 1_100_000) : _nasty.JsonText();
                break;
            default:
                _body = HurtMember(body) ?? _nasty.JsonText();
                break;
        }
    }

    /// <summary>The JSON text with one member replaced, doubled, added or left out; null if it is no object any more.</summary>
    private string? HurtMember(string body)
    {
        if (!body.StartsWith('{') || !body.EndsWith('}') || TryParse(body) is not { Count: > 0 } members)
            return null;
        var name = _nasty.Of(members.Select(member => member.Key).ToList());
        var text = _nasty.JsonText();
        switch (_nasty.Below(4))
        {
            case 0:
                return $"{body[..^1]},{JsonValue.Create(_nasty.OnceIn(2) ? name : name.ToUpperInvariant()).ToJsonString()}:{text}}}";
            case 1:
                members.Remove(name);
                return members.ToJsonString();
            default:
                members[name] = "\u0007";
                return members.ToJsonString().Replace("\"\\u0007\"", text, StringComparison.Ordinal);
        }
    }

    private static JsonObject? TryParse(string body)
    {
        try
        {
            // Written once to see that it can be: a lone surrogate of an earlier hurt is read, but not written.
            return JsonNode.Parse(body) as JsonObject is { Count: > 0 } members && members.ToJsonString().Length > 0 ? members : null;
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
