using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Aos.Api.Tests.OAuth;

/// <summary>Parameters of an authorization request.</summary>
internal sealed class AuthorizeRequest
{
    /// <summary>PKCE verifier of every request.</summary>
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private readonly List<(string Name, string Value)> _parameters;

    private AuthorizeRequest(List<(string, string)> parameters) => _parameters = parameters;

    /// <summary>PKCE challenge of every request.</summary>
    public static string Challenge { get; } = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>A request that is right in every way.</summary>
    public static AuthorizeRequest Of(OAuthClient client, string scope = "openid") => new(
    [
        ("client_id", client.Id),
        ("redirect_uri", client.RedirectUris.FirstOrDefault() ?? OAuthClient.Callback),
        ("response_type", "code"),
        ("scope", scope),
        ("state", "af0ifjsldkj"),
        ("code_challenge", Challenge),
        ("code_challenge_method", "S256"),
    ]);

    /// <summary>Only the parameters that go with a pushed request.</summary>
    public static AuthorizeRequest Pushed(OAuthClient client, string requestUri) => new([("client_id", client.Id), ("request_uri", requestUri)]);

    /// <summary>The request with another value; null leaves the parameter out.</summary>
    public AuthorizeRequest With(string name, string? value)
    {
        var changed = _parameters.Where(parameter => parameter.Name != name).ToList();
        if (value is not null)
            changed.Add((name, value));
        return new(changed);
    }

    /// <summary>The request with a parameter more, though it may be there already.</summary>
    public AuthorizeRequest And(string name, string value) => new([.. _parameters, (name, value)]);

    /// <summary>Address of the request.</summary>
    public string Url => "/oauth/authorize?" + string.Join('&', _parameters.Select(parameter => $"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(parameter.Value)}"));

    /// <summary>The request as a form.</summary>
    public FormUrlEncodedContent Form => new(Fields.Select(one => KeyValuePair.Create(one.Name, one.Value)));

    /// <summary>The parameters.</summary>
    public (string Name, string Value)[] Fields => [.. _parameters];
}
