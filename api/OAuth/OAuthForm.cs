using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Aos.Api.OAuth;

/// <summary>
/// The form body of an endpoint of the authorization server. Parameters come from the body only; a repeated one is an
/// error, an empty one counts as absent, an unknown one is ignored.
/// </summary>
internal sealed class OAuthForm
{
    /// <summary>Largest body in bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    private const string MediaType = "application/x-www-form-urlencoded";
    private static readonly FormOptions Limits = new() { ValueCountLimit = 64, KeyLengthLimit = 256, ValueLengthLimit = MaxBytes, BufferBody = false };
    private readonly IFormCollection _form;

    private OAuthForm(IFormCollection form) => _form = form;

    /// <summary>Reads the body.</summary>
    public static async Task<OAuthForm> ReadAsync(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
            throw OAuthException.InvalidRequest("Send the parameters as application/x-www-form-urlencoded.");
        try
        {
            var form = await new FormFeature(request, Limits).ReadFormAsync(request.HttpContext.RequestAborted);
            foreach (var (_, values) in form)
                if (values.Count > 1)
                    throw OAuthException.InvalidRequest("A parameter is repeated.");
            return new(form);
        }
        catch (InvalidDataException)
        {
            throw OAuthException.InvalidRequest("The form is broken, or has too many or too long parameters.");
        }
    }

    /// <summary>Every parameter that is not empty.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields =>
        _form.Where(one => one.Value is [{ Length: > 0 }]).Select(one => KeyValuePair.Create(one.Key, one.Value[0]!));

    /// <summary>A parameter; null when absent or empty.</summary>
    public string? this[string name] => _form.TryGetValue(name, out StringValues values) && values[0] is { Length: > 0 } value ? value : null;

    /// <summary>A parameter that must be there.</summary>
    public string Required(string name) => this[name] ?? throw OAuthException.InvalidRequest($"The parameter {name} is missing.");
}
