using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.OAuth.Clients;
using Aos.Api.Platform.Identity.Clients;

namespace Aos.Api.OAuth.Introspection;

/// <summary>What a token stands for (RFC 7662). Of a token that is not good for the caller, <c>active</c> false and nothing else.</summary>
public sealed record IntrospectionResponse
{
    /// <summary>The token is good now, for an audience that the caller may introspect.</summary>
    /// <example>true</example>
    [JsonPropertyName("active")]
    public required bool Active { get; init; }

    /// <summary>Scopes, divided by blanks.</summary>
    /// <example>vehicle.read</example>
    [JsonPropertyName("scope"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), StringLength(1000)]
    public string? Scope { get; init; }

    /// <summary>Client that got the token.</summary>
    /// <example>demo-workshop</example>
    [JsonPropertyName("client_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), StringLength(100), RegularExpression(ClientForms.Id)]
    public string? ClientId { get; init; }

    /// <summary>Name by which the person signs in; absent for a client acting for itself.</summary>
    /// <example>anna.berg@example.com</example>
    [JsonPropertyName("username"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), StringLength(254)]
    public string? Username { get; init; }

    /// <summary><c>Bearer</c> or <c>DPoP</c>.</summary>
    /// <example>Bearer</example>
    [JsonPropertyName("token_type"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), StringLength(6), RegularExpression("^(Bearer|DPoP)$")]
    public string? TokenType { get; init; }

    /// <summary>When it expires, in seconds since 1970 (UTC).</summary>
    /// <example>1790000000</example>
    [JsonPropertyName("exp"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Range(0, 9_999_999_999)]
    public long? Expires { get; init; }

    /// <summary>When it was issued, in seconds since 1970 (UTC).</summary>
    /// <example>1789996400</example>
    [JsonPropertyName("iat"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Range(0, 9_999_999_999)]
    public long? IssuedAt { get; init; }

    /// <summary>Whom it stands for: id of the person, or of the client acting for itself.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000101</example>
    [JsonPropertyName("sub"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), StringLength(100)]
    public string? Subject { get; init; }

    /// <summary>For whom it is: the address of a resource server, or of this API.</summary>
    /// <example>https://api.example.com</example>
    [JsonPropertyName("aud"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), StringLength(500)]
    public string? Audience { get; init; }

    /// <summary>Who issued it.</summary>
    /// <example>https://api.example.com</example>
    [JsonPropertyName("iss"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), StringLength(300)]
    public string? Issuer { get; init; }

    /// <summary>Key that it is bound to; absent for a bearer token.</summary>
    [JsonPropertyName("cnf"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Confirmation? Confirmation { get; init; }
}

/// <summary>Key that a token is bound to (RFC 9449 §6.2).</summary>
public sealed record Confirmation
{
    /// <summary>SHA-256 thumbprint of the key (RFC 7638).</summary>
    /// <example>0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I</example>
    [JsonPropertyName("jkt"), StringLength(43), RegularExpression("^[A-Za-z0-9_-]{43}$")]
    public required string Thumbprint { get; init; }
}

/// <summary>Form of an introspection (RFC 7662).</summary>
public sealed record IntrospectionRequest : ClientForm
{
    /// <summary>The access token.</summary>
    /// <example>aosat_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [Required, JsonPropertyName("token"), StringLength(200)]
    public string? Token { get; init; }

    /// <summary>What kind of token it is; a wrong hint does no harm.</summary>
    /// <example>access_token</example>
    [JsonPropertyName("token_type_hint"), StringLength(50)]
    public string? TokenTypeHint { get; init; }
}
