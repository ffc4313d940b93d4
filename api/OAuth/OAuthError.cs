using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Aos.Api.OAuth;

/// <summary>Error answer of the authorization server (RFC 6749 §5.2).</summary>
public sealed record OAuthError
{
    /// <summary>Code of the RFC: <c>invalid_request</c>, <c>invalid_client</c>, <c>invalid_grant</c>, <c>unauthorized_client</c>, <c>unsupported_grant_type</c>, <c>invalid_scope</c>, <c>invalid_target</c> (RFC 8707), <c>invalid_dpop_proof</c> (RFC 9449), <c>authorization_pending</c>, <c>slow_down</c>, <c>access_denied</c> or <c>expired_token</c> (RFC 8628).</summary>
    /// <example>invalid_client</example>
    [JsonPropertyName("error"), StringLength(50), RegularExpression("^[a-z_]+$")]
    public required string Error { get; init; }

    /// <summary>What is wrong, in English; never repeats input.</summary>
    /// <example>The client is unknown, not active, or its credentials are wrong.</example>
    [JsonPropertyName("error_description"), StringLength(500)]
    public required string ErrorDescription { get; init; }
}

/// <summary>Ends a request of the authorization server with an error.</summary>
internal sealed class OAuthException(int status, string error, string description) : Exception(error)
{
    public int Status { get; } = status;

    public OAuthError Body { get; } = new() { Error = error, ErrorDescription = description };

    /// <summary>The client authenticated by Basic and gets <c>WWW-Authenticate: Basic</c>.</summary>
    public bool Basic { get; init; }

    public static OAuthException InvalidRequest(string description) => new(StatusCodes.Status400BadRequest, "invalid_request", description);

    public static OAuthException InvalidScope(string description) => new(StatusCodes.Status400BadRequest, "invalid_scope", description);

    public static OAuthException UnauthorizedClient() =>
        new(StatusCodes.Status400BadRequest, "unauthorized_client", "The client may not use this grant, or not from this address.");

    public static OAuthException InvalidGrant(string description) => new(StatusCodes.Status400BadRequest, "invalid_grant", description);

    public static OAuthException InvalidClient(bool basic) =>
        new(StatusCodes.Status401Unauthorized, "invalid_client", "The client is unknown, not active, or its credentials are wrong.") { Basic = basic };
}
