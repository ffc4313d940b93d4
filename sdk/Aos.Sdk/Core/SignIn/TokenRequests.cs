namespace Aos.Sdk;

/// <summary>What a client asks of the token, device and revocation endpoints.</summary>
internal sealed class TokenRequests(AosSettings settings, OAuthServer server)
{
    public const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

    /// <summary>Exchanges a code. Never repeated: a code that comes twice ends what the first one gave.</summary>
    public async Task<SignedIn> ExchangeAsync(PendingSignIn pending, string code, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = pending.RedirectUri.OriginalString,
            ["code_verifier"] = pending.CodeVerifier,
        };
        return await AskAsync(form, pending, string.Join(' ', pending.Scopes), cancellationToken).ConfigureAwait(false);
    }

    public async Task<DeviceAnswer> StartDeviceAsync(string scopes, CancellationToken cancellationToken)
    {
        var configuration = await server.ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        var endpoint = server.Endpoint(configuration.DeviceAuthorizationEndpoint, "device authorization endpoint");
        try
        {
            return await server.PostAsync(endpoint, new() { ["scope"] = scopes }, SignInJson.Default.DeviceAnswer, mayRepeat: true, cancellationToken).ConfigureAwait(false);
        }
        catch (AosValidationException refusal)
        {
            throw AuthorizationAnswer.Refused(refusal.Code, refusal.Problem.Detail, refusal);
        }
    }

    /// <summary>Asks once whether the person has confirmed the code of a device.</summary>
    public Task<SignedIn> PollAsync(string deviceCode, string scopes, CancellationToken cancellationToken) =>
        AskAsync(new() { ["grant_type"] = DeviceGrant, ["device_code"] = deviceCode }, null, scopes, cancellationToken);

    /// <summary>New tokens for old ones.</summary>
    public async Task<UserTokens> RefreshAsync(UserTokens old, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = old.RefreshToken! };
        var askedAt = settings.Clock.GetUtcNow();
        // May be repeated: within ten seconds the server gives the same successor again.
        var answer = await PostAsync(form, mayRepeat: true, cancellationToken).ConfigureAwait(false);
        var claims = answer.IdToken is { } idToken ? IdToken.ReadRenewed(idToken, settings) : null;
        if (claims is not null && old.Subject is not null && claims.Subject != old.Subject)
            throw IdToken.Wrong("of a refresh is about another person");
        return TokensOf(answer, askedAt, old.Scope) with
        {
            RefreshToken = answer.RefreshToken ?? old.RefreshToken,
            IdToken = answer.IdToken ?? old.IdToken,
            Subject = old.Subject ?? claims?.Subject,
        };
    }

    /// <summary>Ends tokens. A refresh token takes along all that came from the same sign-in.</summary>
    public async Task RevokeAsync(UserTokens tokens, CancellationToken cancellationToken)
    {
        var configuration = await server.ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        var endpoint = server.Endpoint(configuration.RevocationEndpoint, "revocation endpoint");
        var form = tokens.RefreshToken is { } refreshToken
            ? new Dictionary<string, string> { ["token"] = refreshToken, ["token_type_hint"] = "refresh_token" }
            : new Dictionary<string, string> { ["token"] = tokens.AccessToken, ["token_type_hint"] = "access_token" };
        await server.PostAsync(endpoint, form, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SignedIn> AskAsync(Dictionary<string, string> form, PendingSignIn? pending, string scopes, CancellationToken cancellationToken)
    {
        var askedAt = settings.Clock.GetUtcNow();
        TokenAnswer answer;
        try
        {
            answer = await PostAsync(form, mayRepeat: false, cancellationToken).ConfigureAwait(false);
        }
        catch (AosValidationException refusal)
        {
            throw AuthorizationAnswer.Refused(refusal.Code, refusal.Problem.Detail, refusal);
        }
        var tokens = TokensOf(answer, askedAt, scopes);
        if (answer.IdToken is { } idToken)
        {
            var identity = IdToken.Read(idToken, settings, pending);
            return new SignedIn(tokens with { IdToken = idToken, Subject = identity.Subject }, identity);
        }
        return tokens.Scope.Split(' ').Contains("openid", StringComparer.Ordinal)
            ? throw IdToken.Wrong("was asked for and did not come")
            : new SignedIn(tokens, null);
    }

    private async Task<TokenAnswer> PostAsync(Dictionary<string, string> form, bool mayRepeat, CancellationToken cancellationToken)
    {
        var configuration = await server.ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        var endpoint = server.Endpoint(configuration.TokenEndpoint, "token endpoint");
        var answer = await server.PostAsync(endpoint, form, SignInJson.Default.TokenAnswer, mayRepeat, cancellationToken).ConfigureAwait(false);
        return string.Equals(answer.TokenType, "Bearer", StringComparison.OrdinalIgnoreCase) && answer.AccessToken.Length > 0
            ? answer
            : throw new AosSignInException($"The server gave a token of the type \"{answer.TokenType}\", which this client cannot use.", "http.unexpected-content");
    }

    // Where the server does not name the scopes, they are those that were asked for (RFC 6749 §5.1).
    private UserTokens TokensOf(TokenAnswer answer, DateTimeOffset askedAt, string scopes) => new()
    {
        Issuer = settings.Issuer,
        ClientId = settings.ClientId,
        AccessToken = answer.AccessToken,
        ObtainedAt = askedAt,
        ExpiresAt = askedAt + TimeSpan.FromSeconds(answer.ExpiresIn),
        RefreshToken = answer.RefreshToken,
        Scope = answer.Scope ?? scopes,
    };
}
