namespace Aos.Api.OAuth.Families;

/// <summary>One authorization of a person for a client; all its tokens end with it.</summary>
internal sealed record Family
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Client.</summary>
    public required string ClientId { get; init; }

    /// <summary>Person.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Tenant whose data and rights apply; the sandbox twin for a client of the sandbox.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>Sign-in that it ends with; null if it outlives the sign-in (<c>offline_access</c>).</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Scopes that the person granted.</summary>
    public required string[] Scopes { get; init; }

    /// <summary>For whom its access tokens are.</summary>
    public required string Audience { get; init; }

    /// <summary>When the person signed in.</summary>
    public DateTime SignedInAt { get; init; }

    /// <summary>How the person proved who it is (RFC 8176).</summary>
    public required string[] Methods { get; init; }

    /// <summary>Thumbprint of the key that its refresh tokens are bound to.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>When it was granted.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>It has been revoked.</summary>
    public bool IsRevoked { get; init; }
}

/// <summary>Until when what is issued now may live.</summary>
internal sealed record FamilyLife
{
    /// <summary>Until when a refresh token lives.</summary>
    public DateTime RefreshUntil { get; init; }

    /// <summary>End of the sign-in, if the family ends with it.</summary>
    public DateTime? SessionUntil { get; init; }

    /// <summary>Time of the database.</summary>
    public DateTime Now { get; init; }
}
