using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Accounts.SecondFactor;

/// <summary>State of the second factor.</summary>
public sealed record SecondFactorStatus
{
    /// <summary>Whether log-ons need a code.</summary>
    /// <example>true</example>
    public required bool IsActive { get; init; }

    /// <summary>Whether the account must have one: staff of the operator.</summary>
    /// <example>false</example>
    public required bool IsRequired { get; init; }

    /// <summary>When it was confirmed; null without one.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Recovery codes that have not been used.</summary>
    /// <example>10</example>
    [Range(0, 10)]
    public required int RecoveryCodesLeft { get; init; }
}

/// <summary>The present password.</summary>
public sealed record PasswordProof
{
    /// <summary>The present password.</summary>
    /// <example>Werkstatt-2020-x</example>
    [Required, StringLength(1000), JsonConverter(typeof(ExactTextConverter))]
    public string? CurrentPassword { get; init; }
}

/// <summary>A code of the authenticator.</summary>
public sealed record SecondFactorCode
{
    /// <summary>Six digits.</summary>
    /// <example>123456</example>
    [Required, StringLength(20)]
    public string? Code { get; init; }
}

/// <summary>The key of an authenticator.</summary>
public sealed record SecondFactorKey
{
    /// <summary>The key in Base32, to be typed: only in this answer.</summary>
    /// <example>JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP</example>
    [OnlyOnCreate, StringLength(100)]
    public required string Key { get; init; }

    /// <summary>The key as a link, to be shown as a picture: only in this answer.</summary>
    /// <example>otpauth://totp/AOS:claire.smith%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&amp;issuer=AOS</example>
    [OnlyOnCreate, StringLength(1000)]
    public required string Uri { get; init; }
}

/// <summary>Codes for the day on which the authenticator is lost; each works once.</summary>
public sealed record RecoveryCodes
{
    /// <summary>The codes: only in this answer.</summary>
    /// <example>["4T3KD-9QXRM"]</example>
    [MaxLength(10), StringLength(20)]
    public required IReadOnlyList<string> Codes { get; init; }
}
