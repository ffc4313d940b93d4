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
        Cure = "Get a token at `/oauth/token` and send it in the header. Who has no account yet registers an organisation first (`POST /portal/v1/registrations`).",
        Action = ResolutionAction.SignInAgain,
        ResolutionPath = "/oauth/token",
    };

    /// <summary>Unknown, revoked or broken token.</summary>
    public static readonly ApiError TokenInvalid = new("auth.token-invalid", 401,
        new("The access token is not valid.", "Das Zugriffstoken ist nicht gültig."),
        new("The access token is unknown or revoked, or its client or organisation is not active.", "Das Zugriffstoken ist unbekannt oder widerrufen, oder sein Client oder seine Organisation ist nicht aktiv."))
    {
        Cause = "The token was mistyped, cut off, revoked, or belongs to a client or an organisation that is not active any more.",
        Cure = "Get a new token. If that fails too, the client or its secret is not active.",
        Action = ResolutionAction.SignInAgain,
        ResolutionPath = "/oauth/token",
    };

    /// <summary>The token's life is over.</summary>
    public static readonly ApiError TokenExpired = new("auth.token-expired", 401,
        new("The access token has expired.", "Das Zugriffstoken ist abgelaufen."),
        new("The access token is older than its life of 60 minutes.", "Das Zugriffstoken ist älter als seine Lebensdauer von 60 Minuten."))
    {
        Cause = "Access tokens live for 60 minutes (`expires_in` of the token answer).",
        Cure = "Get a new token. The SDK renews it by itself before it ends.",
        Action = ResolutionAction.SignInAgain,
        ResolutionPath = "/oauth/token",
    };

    /// <summary>The Authorization header stands there twice.</summary>
    public static readonly ApiError HeaderRepeated = new("auth.header-repeated", 400,
        new("Authorization is repeated.", "Authorization steht mehrfach da."),
        new("Send exactly one Authorization header.", "Senden Sie genau einen Authorization-Header."))
    {
        Cause = "The request has more than one `Authorization` header, so it is not clear who calls.",
        Cure = "Send one; look for a proxy that adds its own.",
    };

    /// <summary>A token that is bound to a key came as a bearer token, or the other way round.</summary>
    public static readonly ApiError SchemeWrong = new("auth.scheme-wrong", 401,
        new("The token came in the wrong scheme.", "Das Token kam im falschen Schema."),
        new("Send the token in the scheme that token_type named when it was issued: Bearer or DPoP.", "Senden Sie das Token in dem Schema, das token_type bei der Ausgabe nannte: Bearer oder DPoP."))
    {
        Cause = "A token that is bound to a key (RFC 9449) is refused as `Bearer`, so that nobody can use it who stole it; a token without a key is refused as `DPoP`.",
        Cure = "Use the scheme of `token_type` in the token answer. With `DPoP`, send the header `DPoP` with a fresh proof too.",
    };

    /// <summary>The proof of the key is missing or wrong.</summary>
    public static readonly ApiError ProofInvalid = new("auth.proof-invalid", 401,
        new("The proof of the key is not valid.", "Der Nachweis des Schlüssels ist nicht gültig."),
        new("The header DPoP must hold one fresh proof for this request and token, signed with the token's key.", "Der Header DPoP muss einen frischen Nachweis für diese Anfrage und dieses Token enthalten, mit dem Schlüssel des Tokens signiert."))
    {
        Cause = "The token is bound to a key (RFC 9449). The proof is missing, repeated, older or younger than 60 s, signed with another key, or made for another method, address or token.",
        Cure = "Make a new proof for each request: `typ` dpop+jwt, ES256, `htm`, `htu` without query, `iat`, `jti`, and `ath` of the token. Check the clock of the program.",
    };
}
