using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>Errors of authentication.</summary>
[ErrorCatalogue("Authentication")]
public static class AuthErrors
{
    /// <summary>No token at all.</summary>
    public static readonly ApiError NotSignedIn = new("auth.not-signed-in", 401,
        new("An access token is required.", "Ein Zugriffstoken ist erforderlich."),
        new("Send an access token: Authorization: Bearer aosat_…", "Senden Sie ein Zugriffstoken: Authorization: Bearer aosat_…"))
    {
        Cause = "The request has no `Authorization: Bearer` header. Tokens in the query, the body or a cookie are not read.",
        Cure = "Get a token at `/oauth/token` and send it in the header.",
        Action = ResolutionAction.SignInAgain,
    };

    /// <summary>Unknown, revoked or broken token.</summary>
    public static readonly ApiError TokenInvalid = new("auth.token-invalid", 401,
        new("The access token is not valid.", "Das Zugriffstoken ist nicht gültig."),
        new("The access token is unknown or revoked, or its client or organisation is not active.", "Das Zugriffstoken ist unbekannt oder widerrufen, oder sein Client oder seine Organisation ist nicht aktiv."))
    {
        Cause = "The token was mistyped, cut off, revoked, or belongs to a client or an organisation that is not active any more.",
        Cure = "Get a new token. If that fails too, the client or its secret is not active.",
        Action = ResolutionAction.SignInAgain,
    };

    /// <summary>The token's life is over.</summary>
    public static readonly ApiError TokenExpired = new("auth.token-expired", 401,
        new("The access token has expired.", "Das Zugriffstoken ist abgelaufen."),
        new("The access token is older than its life of 60 minutes.", "Das Zugriffstoken ist älter als seine Lebensdauer von 60 Minuten."))
    {
        Cause = "Access tokens live for 60 minutes (`expires_in` of the token answer).",
        Cure = "Get a new token. The SDK renews it by itself before it ends.",
        Action = ResolutionAction.SignInAgain,
    };

    /// <summary>The Authorization header stands there twice.</summary>
    public static readonly ApiError HeaderRepeated = new("auth.header-repeated", 400,
        new("Authorization is repeated.", "Authorization steht mehrfach da."),
        new("Send exactly one Authorization header.", "Senden Sie genau einen Authorization-Header."))
    {
        Cause = "The request has more than one `Authorization` header, so it is not clear who calls.",
        Cure = "Send one; look for a proxy that adds its own.",
    };
}
