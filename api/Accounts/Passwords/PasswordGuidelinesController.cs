using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Aos.Api.Accounts.Passwords;

/// <summary>Which passwords are accepted.</summary>
[ApiProduct("portal", 1)]
[Route("password-guidelines")]
[Tags("PasswordGuidelines")]
[AllowAnonymous]
internal sealed class PasswordGuidelinesController(IOptions<PasswordSettings> settings) : AosController
{
    /// <summary>Read the password guidelines</summary>
    /// <remarks>The rules as data, so that a client can check while somebody types; the server checks again.</remarks>
    [HttpGet(Name = "GetPasswordGuidelines")]
    [ProducesResponseType<PasswordGuidelines>(StatusCodes.Status200OK)]
    public ActionResult<PasswordGuidelines> GetPasswordGuidelines() => PasswordGuidelines.Of(settings.Value);
}

/// <summary>Which passwords are accepted. Besides, none of 10,000 common passwords is, and no name or address of person, organisation or product.</summary>
public sealed record PasswordGuidelines
{
    /// <summary>Fewest characters.</summary>
    /// <example>8</example>
    [Range(8, 64)]
    public required int MinLength { get; init; }

    /// <summary>Most characters.</summary>
    /// <example>128</example>
    [Range(64, 128)]
    public required int MaxLength { get; init; }

    /// <summary>How many of the four kinds a password must have: digits, lower-case letters, upper-case letters, special characters. Letters of every script count by their case.</summary>
    /// <example>3</example>
    [Range(3, 4)]
    public required int MinCategories { get; init; }

    /// <summary>The special characters that count. Others are permitted and count for no kind.</summary>
    /// <example>!"#$%&amp;'()*+,-./:;&lt;=&gt;?@[^_`|~</example>
    [StringLength(28)]
    public required string SpecialCharacters { get; init; }

    /// <summary>How many of the last own passwords cannot be taken again, the present one among them.</summary>
    /// <example>5</example>
    [Range(1, 5)]
    public required int RememberedPasswords { get; init; }

    /// <summary>Days after which a password must be changed; 0 for never.</summary>
    /// <example>365</example>
    [Range(0, 3650)]
    public required int MaxAgeDays { get; init; }

    internal static PasswordGuidelines Of(PasswordSettings settings) => new()
    {
        MinLength = settings.MinLength,
        MaxLength = PasswordSettings.MaxLength,
        MinCategories = settings.Categories,
        SpecialCharacters = settings.SpecialCharacters,
        RememberedPasswords = PasswordSettings.Remembered,
        MaxAgeDays = settings.MaxAgeDays,
    };
}
