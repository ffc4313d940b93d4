namespace Aos.Api.OAuth.Authorize;

/// <summary>An authorization request that has passed every check, as it is stored. What the browser sends later changes nothing of it.</summary>
internal sealed record AuthorizationRequest
{
    /// <summary>Where the answer goes.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>Text of the client that comes back unchanged.</summary>
    public string? State { get; init; }

    /// <summary>Scopes that were asked for, all permitted to the client.</summary>
    public required string[] Scopes { get; init; }

    /// <summary>PKCE challenge (S256).</summary>
    public required string Challenge { get; init; }

    /// <summary>For whom the tokens are.</summary>
    public required string Audience { get; init; }

    /// <summary>Text for the ID token.</summary>
    public string? Nonce { get; init; }

    /// <summary><c>none</c>, or any of <c>login</c> and <c>consent</c>.</summary>
    public required string[] Prompt { get; init; }

    /// <summary>Seconds after which a sign-in is too old.</summary>
    public int? MaxAge { get; init; }

    /// <summary>Who is expected to sign in, by an ID token.</summary>
    public Guid? ExpectedAccount { get; init; }

    /// <summary>Who is expected to sign in, as the client wrote it; for the form only.</summary>
    public string? LoginHint { get; init; }

    /// <summary>Languages that the client prefers for the pages.</summary>
    public string? UiLocales { get; init; }

    /// <summary>Thumbprint of the key that code and tokens are bound to.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>True if no page may be shown.</summary>
    public bool IsSilent => Prompt.Contains("none");

    /// <summary>True if the person must sign in anew.</summary>
    public bool WantsLogin => Prompt.Contains("login");

    /// <summary>True if the person must be asked anew.</summary>
    public bool WantsConsent => Prompt.Contains("consent");
}
