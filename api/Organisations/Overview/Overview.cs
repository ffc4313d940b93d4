using System.ComponentModel.DataAnnotations;
using Aos.Api.Publications.News;

namespace Aos.Api.Organisations.Overview;

/// <summary>What a signed-in person sees first.</summary>
public sealed record Overview
{
    /// <summary>Status of the e-mail address.</summary>
    public required OverviewEmail Email { get; init; }

    /// <summary>Status of the organisation's data.</summary>
    public required OverviewOrganisation Organisation { get; init; }

    /// <summary>The newest news for this person, at most five, newest first.</summary>
    [MaxLength(5)]
    public required IReadOnlyList<NewsItem> News { get; init; }

    /// <summary>Users of the organisation whose e-mail address is not confirmed yet; only for the legal representative.</summary>
    /// <example>1</example>
    [Range(0, 10_000)]
    public int? UnconfirmedUsers { get; init; }
}

/// <summary>Status of the e-mail address.</summary>
public sealed record OverviewEmail
{
    /// <summary>Whether a change is open.</summary>
    /// <example>valid</example>
    public required EmailStatus Status { get; init; }

    /// <summary>The same in words, in the language of the answer.</summary>
    /// <example>Your e-mail address is valid.</example>
    [StringLength(500)]
    public required string Text { get; init; }

    /// <summary>New address that waits for its confirmation; null without one.</summary>
    /// <example>claire@example.org</example>
    [StringLength(254)]
    public string? NewEmail { get; init; }

    /// <summary>Until when it can be confirmed; null without one.</summary>
    /// <example>2026-10-07T08:15:30.000Z</example>
    public DateTimeOffset? ValidUntil { get; init; }
}

/// <summary>Status of the organisation's data.</summary>
public sealed record OverviewOrganisation
{
    /// <summary>Name.</summary>
    /// <example>Workshop North</example>
    [StringLength(200)]
    public required string Name { get; init; }

    /// <summary>What is to be said of its data.</summary>
    /// <example>valid</example>
    public required OrganisationDataStatus Status { get; init; }

    /// <summary>The same in words, in the language of the answer.</summary>
    /// <example>Your organisation data is valid.</example>
    [StringLength(500)]
    public required string Text { get; init; }
}

/// <summary>Status of an e-mail address.</summary>
public enum EmailStatus
{
    /// <summary>Confirmed.</summary>
    Valid,

    /// <summary>A new address waits for its confirmation; until then this one stays.</summary>
    ChangePending,
}

/// <summary>Status of an organisation's data; of several the most serious.</summary>
public enum OrganisationDataStatus
{
    /// <summary>Nothing is to be said.</summary>
    Valid,

    /// <summary>Changes wait for their check; until then the data before stay in force.</summary>
    ChangeRequested,

    /// <summary>The VAT identification number is not valid.</summary>
    VatInvalid,

    /// <summary>The VAT identification number could not be checked yet.</summary>
    VatUnavailable,

    /// <summary>The organisation is suspended.</summary>
    Suspended,
}
