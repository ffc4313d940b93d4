using System.Buffers;
using System.Globalization;
using System.Text;
using Aos.Api.OAuth.Keys;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.OAuth.Authorize;

/// <summary>Checks what a known client asks for at a redirect URI of its own (RFC 6749 §4.1.1, RFC 7636, OpenID Connect Core §3.1.2.1).</summary>
internal sealed class RequestRules(IdTokens idTokens, PublicOrigin origin)
{
    private const int MaxStateBytes = 2048;
    private const int MaxNonceLength = 1024;
    private const int MaxHintLength = 254;
    private const int ThumbprintLength = 43;
    /// <summary>Parameters that are read here, but <c>state</c>, which comes back as it was.</summary>
    private static readonly string[] Texts =
    [
        "response_type", "response_mode", "scope", "code_challenge", "code_challenge_method", "resource", "nonce", "prompt", "max_age",
        "id_token_hint", "login_hint", "ui_locales", "dpop_jkt", "request", "request_uri",
    ];

    private static readonly string[] Prompts = ["none", "login", "consent"];
    private static readonly SearchValues<char> Base64Url = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>The request's <c>state</c>, as far as it may be returned.</summary>
    public static string? StateOf(RequestParameters parameters) =>
        parameters["state"] is { } state && !parameters.Repeated.Contains("state") && Encoding.UTF8.GetByteCount(state) <= MaxStateBytes ? state : null;

    /// <summary>The request in the form in which it is stored, or an error for the client.</summary>
    public async Task<AuthorizationRequest> CheckAsync(RequestParameters parameters, ClientFacts client, string redirectUri, CancellationToken cancellation)
    {
        CheckForm(parameters);
        if (!client.May(ClientGrant.AuthorizationCode))
            throw new AuthorizationException("unauthorized_client", "The client may not use the authorization code grant.");
        CheckResponse(parameters);
        var challenge = Challenge(parameters);
        var scopes = ScopesOf(parameters, client);
        var expected = parameters["id_token_hint"] is { } hint
            ? (await idTokens.ReadHintAsync(hint, cancellation))?.AccountId ?? throw AuthorizationException.InvalidRequest("id_token_hint is not an ID token of this server.")
            : (Guid?)null;
        return new()
        {
            RedirectUri = redirectUri,
            State = StateOf(parameters),
            Scopes = scopes,
            Challenge = challenge,
            Audience = Audiences.Find(parameters["resource"], client, origin)
                ?? throw new AuthorizationException("invalid_target", "The resource is unknown, or the client may not get tokens for it."),
            Nonce = parameters["nonce"] is { Length: > MaxNonceLength } ? throw AuthorizationException.InvalidRequest("nonce is too long.") : parameters["nonce"],
            Prompt = PromptOf(parameters),
            MaxAge = MaxAgeOf(parameters),
            ExpectedAccount = expected,
            LoginHint = parameters["login_hint"] is { Length: <= MaxHintLength } login ? login : null,
            UiLocales = parameters["ui_locales"] is { Length: <= MaxHintLength } locales ? locales : null,
            KeyThumbprint = ThumbprintOf(parameters, client),
        };
    }

    private static void CheckForm(RequestParameters parameters)
    {
        if (parameters.Repeated.Contains("resource"))
            throw new AuthorizationException("invalid_target", "Tokens are for one resource; name one.");
        if (parameters.Repeated.Count > 0)
            throw AuthorizationException.InvalidRequest("A parameter is repeated.");
        // PostgreSQL knows no text with NUL, and none of them has a use for a line feed.
        if (Texts.Any(name => parameters[name]?.Any(char.IsControl) == true))
            throw AuthorizationException.InvalidRequest("A parameter holds a control character.");
        if (parameters["state"] is not null && StateOf(parameters) is null)
            throw AuthorizationException.InvalidRequest("state is longer than 2048 bytes.");
        if (parameters["request"] is not null)
            throw new AuthorizationException("request_not_supported", "Request objects are not supported; push the request instead.");
        if (parameters["request_uri"] is not null)
            throw new AuthorizationException("request_uri_not_supported", "request_uri takes only what the endpoint for pushed requests has given.");
    }

    private static void CheckResponse(RequestParameters parameters)
    {
        if (parameters["response_type"] is not { } type)
            throw AuthorizationException.InvalidRequest("The parameter response_type is missing.");
        if (type != "code")
            throw new AuthorizationException("unsupported_response_type", "Supported is code.");
        if (parameters["response_mode"] is not (null or "query"))
            throw AuthorizationException.InvalidRequest("Supported is the response_mode query.");
    }

    private static string Challenge(RequestParameters parameters)
    {
        if (parameters["code_challenge"] is not { } challenge || parameters["code_challenge_method"] != "S256")
            throw AuthorizationException.InvalidRequest("PKCE is required: send code_challenge, and code_challenge_method with the value S256.");
        return IsHash(challenge) ? challenge : throw AuthorizationException.InvalidRequest("code_challenge must have 43 base64url characters.");
    }

    private static string[] ScopesOf(RequestParameters parameters, ClientFacts client)
    {
        var scopes = parameters["scope"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray() ?? [];
        if (scopes.Length == 0)
            throw new AuthorizationException("invalid_scope", "Name the scopes that the client needs.");
        if (!scopes.All(scope => client.Scopes.Contains(scope) && Scopes.All.Contains(scope)))
            throw new AuthorizationException("invalid_scope", "A scope is unknown, or the client may not have it.");
        // Without a refresh token nothing outlives the sign-in.
        return client.May(ClientGrant.RefreshToken) ? scopes : [.. scopes.Where(scope => scope != Scopes.OfflineAccess)];
    }

    private static string[] PromptOf(RequestParameters parameters)
    {
        var prompts = parameters["prompt"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray() ?? [];
        if (!prompts.All(Prompts.Contains))
            throw AuthorizationException.InvalidRequest("Supported values of prompt are none, login and consent.");
        return prompts.Length > 1 && prompts.Contains("none") ? throw AuthorizationException.InvalidRequest("prompt=none stands alone.") : prompts;
    }

    private static int? MaxAgeOf(RequestParameters parameters) =>
        parameters["max_age"] is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : throw AuthorizationException.InvalidRequest("max_age must be a whole number of seconds.");

    /// <summary>A client whose tokens are not bound has no use for it.</summary>
    private static string? ThumbprintOf(RequestParameters parameters, ClientFacts client) =>
        parameters["dpop_jkt"] is not { } text ? null
        : !IsHash(text) ? throw AuthorizationException.InvalidRequest("dpop_jkt must have 43 base64url characters.")
        : client.DpopBound ? text : null;

    private static bool IsHash(string text) => text.Length == ThumbprintLength && !text.AsSpan().ContainsAnyExcept(Base64Url);
}
