using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Aos.Api.OAuth.Authorize;

/// <summary>
/// Parameters of an endpoint that browsers open, from the query of a GET or the form of a POST. Names keep their case; an
/// empty parameter counts as absent; repeated ones are remembered, as what they mean differs.
/// </summary>
internal sealed class RequestParameters
{
    private const int MaxParameters = 64;
    private const string MediaType = "application/x-www-form-urlencoded";
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _repeated = new(StringComparer.Ordinal);

    private RequestParameters(string encoded)
    {
        foreach (var pair in new QueryStringEnumerable(encoded))
        {
            var (name, value) = (pair.DecodeName().ToString(), pair.DecodeValue().ToString());
            if (value.Length > 0 && !_values.TryAdd(name, value))
                _repeated.Add(name);
            if (_values.Count > MaxParameters)
                throw new PageException(PageReason.Broken);
        }
    }

    /// <summary>Parameters that were sent more than once.</summary>
    public IReadOnlySet<string> Repeated => _repeated;

    /// <summary>A parameter; null when absent or empty.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Reads a request.</summary>
    public static async Task<RequestParameters> ReadAsync(HttpRequest request) =>
        new(HttpMethods.IsPost(request.Method) ? await ReadFormAsync(request) : request.QueryString.Value ?? "");

    /// <summary>The fields of a form that was read before; none is repeated.</summary>
    public static RequestParameters Of(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var parameters = new RequestParameters("");
        foreach (var (name, value) in fields)
            parameters._values[name] = value;
        return parameters;
    }

    private static async Task<string> ReadFormAsync(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) || request.ContentLength > OAuthForm.MaxBytes)
            throw new PageException(PageReason.Broken);
        var buffer = new byte[OAuthForm.MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        return length <= OAuthForm.MaxBytes ? Encoding.UTF8.GetString(buffer, 0, length) : throw new PageException(PageReason.Broken);
    }
}
