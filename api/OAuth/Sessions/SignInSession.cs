namespace Aos.Api.OAuth.Sessions;

/// <summary>A browser that has signed in and is still signed in.</summary>
internal sealed record SignInSession
{
    /// <summary>Id of the session; new at every sign-in.</summary>
    public required Guid Id { get; init; }

    /// <summary>Person.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The person's tenant.</summary>
    public required Guid TenantId { get; init; }

    /// <summary><c>portal</c>, <c>fleet</c> or <c>owner</c>.</summary>
    public required string Realm { get; init; }

    /// <summary>How the person proved who it is (RFC 8176): <c>pwd</c>, <c>otp</c>.</summary>
    public required string[] Methods { get; init; }

    /// <summary>When the person signed in (<c>auth_time</c>).</summary>
    public required DateTime SignedInAt { get; init; }
}
