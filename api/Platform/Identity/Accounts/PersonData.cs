using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>How a person is addressed.</summary>
public enum PersonTitle
{
    /// <summary>Mr.</summary>
    Mr,

    /// <summary>Ms.</summary>
    Ms,
}

/// <summary>What every answer tells of a person.</summary>
public abstract record PersonData
{
    /// <summary>How the person is addressed; null if that was not said.</summary>
    /// <example>ms</example>
    public PersonTitle? Title { get; init; }

    /// <summary>Last name.</summary>
    /// <example>Smith</example>
    [StringLength(100)]
    public required string LastName { get; init; }

    /// <summary>First name.</summary>
    /// <example>Claire</example>
    [StringLength(100)]
    public required string FirstName { get; init; }

    /// <summary>Phone number; null if there is none. Security notices go to it by SMS when it begins with a country code.</summary>
    /// <example>+44 20 7946 0000</example>
    [StringLength(30)]
    public string? Phone { get; init; }

    /// <summary>Language of mails and pages (BCP 47).</summary>
    /// <example>en-GB</example>
    [StringLength(35)]
    public required string Language { get; init; }

    /// <summary>Time zone in which mails and pages show times (IANA). The API itself speaks UTC.</summary>
    /// <example>Europe/Berlin</example>
    [StringLength(100)]
    public required string TimeZone { get; init; }
}

/// <summary>What is sent of a person: all of it, since what is absent is removed.</summary>
public abstract record PersonFields
{
    /// <summary>How to address the person; absent if that is not said.</summary>
    /// <example>ms</example>
    [EnumText<PersonTitle>]
    public string? Title { get; init; }

    /// <summary>Last name.</summary>
    /// <example>Smith</example>
    [Required, StringLength(100)]
    public string? LastName { get; init; }

    /// <summary>First name.</summary>
    /// <example>Claire</example>
    [Required, StringLength(100)]
    public string? FirstName { get; init; }

    /// <summary>Phone number: digits, blanks and <c>+ ( ) / -</c>.</summary>
    /// <example>+44 20 7946 0000</example>
    [StringLength(30), RegularExpression("^[0-9 +()/-]+$")]
    public string? Phone { get; init; }

    /// <summary>Language: <c>en-GB</c>, <c>de-DE</c> or <c>pl-PL</c>. Forms for a user preset that of the representative.</summary>
    /// <example>en-GB</example>
    [Required, AllowedValues("en-GB", "de-DE", "pl-PL")]
    public string? Language { get; init; }

    /// <summary>Time zone by its IANA name. Forms for a user preset that of the representative.</summary>
    /// <example>Europe/Berlin</example>
    [Required, StringLength(100)]
    public string? TimeZone { get; init; }

    /// <summary>True if the time zone is one that every system knows: an IANA name with its area, or UTC.</summary>
    internal bool HasTimeZone() => IsTimeZone(TimeZone!);

    /// <inheritdoc cref="HasTimeZone" />
    internal static bool IsTimeZone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId && (name.Contains('/', StringComparison.Ordinal) || name == "UTC");
}
