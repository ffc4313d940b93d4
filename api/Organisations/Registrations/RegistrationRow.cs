namespace Aos.Api.Organisations.Registrations;

/// <summary>A registration as it stands in the database.</summary>
internal sealed record RegistrationRow
{
    public Guid Id { get; init; }
    public string State { get; init; } = "";
    public string UserGroup { get; init; } = "";
    public string Country { get; init; } = "";
    public string Name { get; init; } = "";
    public string Street { get; init; } = "";
    public string? AdditionalAddressLine { get; init; }
    public string PostCode { get; init; } = "";
    public string Town { get; init; } = "";

    /// <summary>State of the address.</summary>
    public string? Region { get; init; }
    public string? VatId { get; init; }
    public bool WithoutVatId { get; init; }
    public string VatStatus { get; init; } = "";
    public string? VatMatch { get; init; }
    public string[] VatDeviating { get; init; } = [];
    public DateTime? VatCheckedAt { get; init; }
    public string? Phone { get; init; }
    public string? Fax { get; init; }
    public string? Homepage { get; init; }
    public string? Remarks { get; init; }
    public string? Title { get; init; }
    public string LastName { get; init; } = "";
    public string FirstName { get; init; } = "";

    /// <summary>Phone number of the representative.</summary>
    public string? OwnPhone { get; init; }
    public string Language { get; init; } = "";
    public string TimeZone { get; init; } = "";
    public string Email { get; init; } = "";

    /// <summary>Null once the registration is decided or has expired.</summary>
    public string? PasswordHash { get; init; }
    public int ConditionsVersion { get; init; }
    public int RequirementsVersion { get; init; }
    public int PrivacyVersion { get; init; }
    public DateTime ConsentedAt { get; init; }
    public bool AddressNotLatin { get; init; }
    public bool PossibleDuplicate { get; init; }
    public DateTime SubmittedAt { get; init; }
    public DateTime? StepUntil { get; init; }
    public DateTime? ConfirmedAt { get; init; }
    public DateTime? ReviewUntil { get; init; }
    public string? DocumentsWanted { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }
    public string? Reason { get; init; }
    public Guid? TenantId { get; init; }
    public string? CustomerNumber { get; init; }

    /// <summary>In review for more than two working days.</summary>
    public bool IsLate { get; init; }
    public int Version { get; init; }
}

/// <summary>States as the database has them.</summary>
internal static class RegistrationStateNames
{
    public const string Awaiting = "awaitingEmailConfirmation", InReview = "inReview", DocumentsRequested = "documentsRequested", Active = "active", Rejected = "rejected", Expired = "expired";
}
