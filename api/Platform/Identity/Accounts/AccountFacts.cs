namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>What other parts need to know of a person. Never a password or a secret.</summary>
internal sealed record AccountFacts
{
    /// <summary>Id; the <c>sub</c> of tokens.</summary>
    public required Guid Id { get; init; }

    /// <summary>Tenant that the account belongs to.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>Kind of that tenant.</summary>
    public required string TenantKind { get; init; }

    /// <summary>Name of that tenant.</summary>
    public required string TenantName { get; init; }

    /// <summary>Sandbox twin of the tenant; null if it has none.</summary>
    public Guid? SandboxTenantId { get; init; }

    /// <summary><c>portal</c>, <c>fleet</c> or <c>owner</c>.</summary>
    public required string Realm { get; init; }

    /// <summary>Account and tenant are active: the person may sign in and use tokens.</summary>
    public bool IsActive { get; init; }

    /// <summary>The password must be changed before anything else.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>Name by which the person signs in; the e-mail address in the realms portal and owner.</summary>
    public required string Login { get; init; }

    /// <summary>E-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>First name.</summary>
    public required string FirstName { get; init; }

    /// <summary>Last name.</summary>
    public required string LastName { get; init; }

    /// <summary>Language tag such as <c>de-DE</c>.</summary>
    public required string Language { get; init; }

    /// <summary>IANA time zone such as <c>Europe/Berlin</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Last change of the data above.</summary>
    public DateTime UpdatedAt { get; init; }
}
