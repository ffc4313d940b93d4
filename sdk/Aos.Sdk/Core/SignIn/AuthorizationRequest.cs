using System.Globalization;

namespace Aos.Sdk;

/// <summary>The parameters that a browser takes to the server.</summary>
internal static class AuthorizationRequest
{
    public static IEnumerable<KeyValuePair<string, string>> Of(PendingSignIn pending, string clientId, SignInOptions? options)
    {
        var parameters = new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["client_id"] = clientId,
            ["redirect_uri"] = pending.RedirectUri.OriginalString,
            ["scope"] = string.Join(' ', pending.Scopes),
            ["state"] = pending.State,
            ["nonce"] = pending.Nonce,
            ["code_challenge"] = Randomness.ChallengeOf(pending.CodeVerifier),
            ["code_challenge_method"] = "S256",
        };
        Add("prompt", options?.Prompt);
        Add("max_age", pending.MaxAgeSeconds?.ToString(CultureInfo.InvariantCulture));
        Add("login_hint", options?.LoginHint);
        Add("ui_locales", options?.UiLocales);
        return parameters;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                parameters[name] = value;
        }
    }
}
