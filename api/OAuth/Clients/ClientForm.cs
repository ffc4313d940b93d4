using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Identity.Clients;

namespace Aos.Api.OAuth.Clients;

/// <summary>What every form may say about its client.</summary>
public abstract record ClientForm
{
    /// <summary>Client id, when neither Basic nor the assertion names it.</summary>
    /// <example>demo-workshop</example>
    [JsonPropertyName("client_id"), StringLength(100), RegularExpression(ClientForms.Id)]
    public string? ClientId { get; init; }

    /// <summary>Client secret, when not sent by Basic.</summary>
    /// <example>aoscs_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [JsonPropertyName("client_secret"), StringLength(100)]
    public string? ClientSecret { get; init; }

    /// <summary>Assertion that the client has signed with a registered key (RFC 7523): ES256 or RS256, <c>iss</c> and <c>sub</c> the client, <c>aud</c> the issuer, <c>exp</c> at most 5 minutes ahead, <c>jti</c> new.</summary>
    /// <example>eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJkZW1vIn0.c2lnbmF0dXJl</example>
    [JsonPropertyName("client_assertion"), StringLength(8000)]
    public string? ClientAssertion { get; init; }

    /// <summary>Kind of the assertion.</summary>
    /// <example>urn:ietf:params:oauth:client-assertion-type:jwt-bearer</example>
    [JsonPropertyName("client_assertion_type"), StringLength(100)]
    public string? ClientAssertionType { get; init; }
}
