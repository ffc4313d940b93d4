using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.OAuth.Clients;

namespace Aos.Api.OAuth.Authorize;

/// <summary>A pushed request (RFC 9126 §2.2).</summary>
public sealed record PushedRequest
{
    /// <summary>Stands for the request; sent to the authorization endpoint as <c>request_uri</c>.</summary>
    /// <example>urn:ietf:params:oauth:request_uri:aospr_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [JsonPropertyName("request_uri"), StringLength(89), RegularExpression("^urn:ietf:params:oauth:request_uri:aospr_[0-9A-Za-z]{49}$")]
    public required string RequestUri { get; init; }

    /// <summary>Seconds in which the browser must bring it.</summary>
    /// <example>60</example>
    [JsonPropertyName("expires_in"), Range(1, 60)]
    public required int ExpiresIn { get; init; }
}

/// <summary>Form of a pushed request: the parameters of the authorization endpoint.</summary>
public sealed record PushedRequestForm : ClientForm
{
    /// <summary>Always <c>code</c>.</summary>
    /// <example>code</example>
    [Required, JsonPropertyName("response_type"), StringLength(50)]
    public string? ResponseType { get; init; }

    /// <summary>Registered address to which the answer goes.</summary>
    /// <example>https://app.example.com/callback</example>
    [Required, JsonPropertyName("redirect_uri"), StringLength(2000)]
    public string? RedirectUri { get; init; }

    /// <summary>Scopes wanted, divided by blanks.</summary>
    /// <example>openid vehicle.read</example>
    [Required, JsonPropertyName("scope"), StringLength(1000)]
    public string? Scope { get; init; }

    /// <summary>PKCE challenge: the base64url SHA-256 of the verifier.</summary>
    /// <example>E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM</example>
    [Required, JsonPropertyName("code_challenge"), StringLength(43)]
    public string? CodeChallenge { get; init; }

    /// <summary>Always <c>S256</c>.</summary>
    /// <example>S256</example>
    [Required, JsonPropertyName("code_challenge_method"), StringLength(10)]
    public string? CodeChallengeMethod { get; init; }

    /// <summary>Comes back unchanged; at most 2,048 bytes.</summary>
    /// <example>af0ifjsldkj</example>
    [JsonPropertyName("state"), StringLength(2048)]
    public string? State { get; init; }

    /// <summary>Stands in the ID token.</summary>
    /// <example>n-0S6_WzA2Mj</example>
    [JsonPropertyName("nonce"), StringLength(1024)]
    public string? Nonce { get; init; }

    /// <summary><c>none</c>, or any of <c>login</c> and <c>consent</c>.</summary>
    /// <example>login</example>
    [JsonPropertyName("prompt"), StringLength(50)]
    public string? Prompt { get; init; }

    /// <summary>Seconds after which a sign-in is too old.</summary>
    /// <example>3600</example>
    [JsonPropertyName("max_age"), StringLength(10)]
    public string? MaxAge { get; init; }

    /// <summary>Name to put into the sign-in form.</summary>
    /// <example>anna@example.com</example>
    [JsonPropertyName("login_hint"), StringLength(254)]
    public string? LoginHint { get; init; }

    /// <summary>An ID token of the person who is expected to sign in.</summary>
    /// <example>eyJhbGciOiJSUzI1NiJ9.e30.c2ln</example>
    [JsonPropertyName("id_token_hint"), StringLength(4096)]
    public string? IdTokenHint { get; init; }

    /// <summary>Languages for the pages, the best first.</summary>
    /// <example>de en</example>
    [JsonPropertyName("ui_locales"), StringLength(254)]
    public string? UiLocales { get; init; }

    /// <summary>Address of the resource server that the tokens are for (RFC 8707).</summary>
    /// <example>https://api.example.com</example>
    [JsonPropertyName("resource"), StringLength(300)]
    public string? Resource { get; init; }

    /// <summary>Thumbprint of the key that the code is bound to (RFC 9449).</summary>
    /// <example>0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I</example>
    [JsonPropertyName("dpop_jkt"), StringLength(43)]
    public string? DpopJkt { get; init; }
}
