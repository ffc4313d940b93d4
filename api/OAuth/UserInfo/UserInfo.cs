using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.OAuth.UserInfo;

/// <summary>Claims about a person, as far as the scopes of the token permit.</summary>
public sealed record UserInfo
{
    /// <summary>Id of the person, as in the ID token.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    [JsonPropertyName("sub"), TextFormat("uuid"), StringLength(36)]
    public required string Sub { get; init; }

    /// <summary>First and last name; scope <c>profile</c>.</summary>
    /// <example>Anna Schmidt</example>
    [JsonPropertyName("name"), StringLength(210)]
    public string? Name { get; init; }

    /// <summary>First name; scope <c>profile</c>.</summary>
    /// <example>Anna</example>
    [JsonPropertyName("given_name"), StringLength(100)]
    public string? GivenName { get; init; }

    /// <summary>Last name; scope <c>profile</c>.</summary>
    /// <example>Schmidt</example>
    [JsonPropertyName("family_name"), StringLength(100)]
    public string? FamilyName { get; init; }

    /// <summary>Language tag (BCP 47); scope <c>profile</c>.</summary>
    /// <example>de-DE</example>
    [JsonPropertyName("locale"), StringLength(35)]
    public string? Locale { get; init; }

    /// <summary>IANA time zone; scope <c>profile</c>.</summary>
    /// <example>Europe/Berlin</example>
    [JsonPropertyName("zoneinfo"), StringLength(50)]
    public string? ZoneInfo { get; init; }

    /// <summary>Last change of these data, seconds since 1970-01-01 UTC; scope <c>profile</c>.</summary>
    /// <example>1791187530</example>
    [JsonPropertyName("updated_at"), Range(0, 253402300799)]
    public long? UpdatedAt { get; init; }

    /// <summary>E-mail address; scope <c>email</c>.</summary>
    /// <example>anna@example.com</example>
    [JsonPropertyName("email"), TextFormat("email"), StringLength(254)]
    public string? Email { get; init; }

    /// <summary>Always true, because an account gets an address only when it is confirmed; scope <c>email</c>.</summary>
    /// <example>true</example>
    [JsonPropertyName("email_verified")]
    public bool? EmailVerified { get; init; }

    internal static UserInfo Of(AccountFacts account, FrozenSet<string> scopes)
    {
        var profile = scopes.Contains(Scopes.Profile);
        var email = scopes.Contains(Scopes.Email);
        return new()
        {
            Sub = account.Id.ToString(),
            Name = profile ? $"{account.FirstName} {account.LastName}" : null,
            GivenName = profile ? account.FirstName : null,
            FamilyName = profile ? account.LastName : null,
            Locale = profile ? account.Language : null,
            ZoneInfo = profile ? account.TimeZone : null,
            UpdatedAt = profile ? new DateTimeOffset(account.UpdatedAt, TimeSpan.Zero).ToUnixTimeSeconds() : null,
            Email = email ? account.Email : null,
            EmailVerified = email ? true : null,
        };
    }
}
