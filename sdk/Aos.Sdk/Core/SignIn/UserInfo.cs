using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>What the server tells about the person who signed in (OpenID Connect userinfo); which members are there depends on the scopes <c>profile</c> and <c>email</c>.</summary>
public sealed record UserInfo
{
    /// <summary>Id of the person. It stays when name and e-mail address change.</summary>
    [JsonPropertyName("sub")]
    public required string Subject { get; init; }

    /// <summary>Full name.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>First names.</summary>
    [JsonPropertyName("given_name")]
    public string? GivenName { get; init; }

    /// <summary>Last name.</summary>
    [JsonPropertyName("family_name")]
    public string? FamilyName { get; init; }

    /// <summary>E-mail address.</summary>
    [JsonPropertyName("email")]
    public string? Email { get; init; }

    /// <summary>Whether the person has shown that the e-mail address is theirs.</summary>
    [JsonPropertyName("email_verified")]
    public bool? EmailVerified { get; init; }

    /// <summary>Language, such as <c>de</c> or <c>de-AT</c>.</summary>
    [JsonPropertyName("locale")]
    public string? Locale { get; init; }

    /// <summary>Time zone, such as <c>Europe/Berlin</c>.</summary>
    [JsonPropertyName("zoneinfo")]
    public string? ZoneInfo { get; init; }

    /// <summary>Further claims.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Shows the id only.</summary>
    public override string ToString() => Subject;
}
