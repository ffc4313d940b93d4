namespace Aos.Api.Platform.Identity.Access;

/// <summary>
/// Who may call an operation. Every operation carries it; one without stops the start. Nothing is implied: a kind of
/// caller that is not named is refused.
/// </summary>
/// <param name="scope">Scope that the token must have.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AccessAttribute(string scope) : Attribute
{
    /// <summary>Scope that the token must have.</summary>
    public string Scope { get; } = scope;

    /// <summary>Right that a client acting for itself needs; null refuses machines.</summary>
    public string? Machine { get; init; }

    /// <summary>Right that a person needs, or a value of <see cref="Access.Person"/>; null refuses people.</summary>
    public string? Person { get; init; }

    /// <summary>Right, or <see cref="Access.Person.Representative"/>, that will do for a person instead of <see cref="Person"/>.</summary>
    public string? PersonOr { get; init; }

    /// <summary>Kind of tenant to which the operation is open; null means any.</summary>
    public string? TenantKind { get; init; }

    /// <summary>Ticket that a person needs for charged content; null if the content is free.</summary>
    public string? Ticket { get; init; }

    /// <summary>Open also to a person whose password must be changed first: the change itself, and signing out.</summary>
    public bool WithPasswordChangeDue { get; init; }

    /// <summary>Open also while new conditions of use wait for their acceptance: the acceptance itself. So is what is open with a password change due.</summary>
    public bool WithConditionsDue { get; init; }

    /// <summary>A person must have signed in a short time ago: for secrets, e-mail addresses, staff rights and money.</summary>
    public bool RecentSignIn { get; init; }

    /// <summary>
    /// Open also to people who act in the sandbox twin of their organisation. What changes an organisation or an account (<see cref="Scopes.PortalWrite"/>)
    /// is refused to them without it: a client of the sandbox never writes to what is live.
    /// </summary>
    public bool InSandbox { get; init; }

    /// <summary>Read the rights from the database and not from the cache: for money, consent, permissions, keys and credentials.</summary>
    public bool Fresh { get; init; }
}

/// <summary>Values of <see cref="AccessAttribute.Person"/> that are no right.</summary>
public static class Person
{
    /// <summary>Every signed-in person, about itself.</summary>
    public const string Self = "self";

    /// <summary>Every signed-in person.</summary>
    public const string AnyUser = "anyUser";

    /// <summary>The legal representative of the organisation.</summary>
    public const string Representative = "legalRepresentative";
}
