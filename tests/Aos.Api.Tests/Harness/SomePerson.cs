using Aos.Api.Platform.Identity.Accounts;

namespace Aos.Api.Tests.Harness;

/// <summary>A person that stands in every sample database, with a password that the tests know.</summary>
/// <param name="Id">Account.</param>
/// <param name="TenantId">The person's tenant.</param>
/// <param name="Realm"><c>portal</c>, <c>fleet</c> or <c>owner</c>.</param>
/// <param name="Login">Name by which the person signs in.</param>
internal sealed record SomePerson(Guid Id, Guid TenantId, string Realm, string Login)
{
    /// <summary>Password of everybody.</summary>
    public const string Password = "Werkstatt-2020-x";

    private static Guid Number(int number) => Guid.Parse($"00000000-0000-7000-8000-{number:000000000000}");

    /// <summary>A user of the first workshop.</summary>
    public static readonly SomePerson Claire = new(Number(101), Number(2), "portal", "claire.smith@example.com");

    /// <summary>The legal representative of the first workshop.</summary>
    public static readonly SomePerson John = new(Number(102), Number(2), "portal", "john.smith@example.com") { IsRepresentative = true };

    /// <summary>A user of another workshop.</summary>
    public static readonly SomePerson Sam = new(Number(103), Number(4), "portal", "sam.south@example.com");

    /// <summary>A user of the workshop of motorcycles.</summary>
    public static readonly SomePerson Moira = new(Number(104), Number(8), "portal", "moira.wheels@example.com");

    /// <summary>Staff of the operator, with every staff right and a second factor.</summary>
    public static readonly SomePerson Ada = new(Number(105), Number(1), "portal", "ada@operator.example") { TotpKey = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" };

    /// <summary>Staff of the operator, without any right; the first sign-in sets up the second factor.</summary>
    public static readonly SomePerson Bob = new(Number(106), Number(1), "portal", "bob@operator.example");

    /// <summary>Suspended.</summary>
    public static readonly SomePerson Sue = new(Number(107), Number(2), "portal", "sue.smith@example.com") { State = "suspended" };

    /// <summary>Of an organisation that is suspended.</summary>
    public static readonly SomePerson Oscar = new(Number(108), Number(12), "portal", "oscar.closed@example.com");

    /// <summary>Has a password already, but the e-mail address is not confirmed.</summary>
    public static readonly SomePerson Ivy = new(Number(109), Number(2), "portal", "ivy.smith@example.com") { State = "invited" };

    /// <summary>Was here once.</summary>
    public static readonly SomePerson Gone = new(Number(110), Number(2), "portal", "gone.smith@example.com") { State = "closed" };

    /// <summary>Of a fleet customer; signs in by name or e-mail address.</summary>
    public static readonly SomePerson Flora = new(Number(111), Number(13), "fleet", "flora.fleet") { Email = "flora@fleet.example" };

    /// <summary>The owner of a vehicle.</summary>
    public static readonly SomePerson Otto = new(Number(112), Number(14), "owner", "otto.owner@example.com");

    /// <summary>The legal representative of another workshop.</summary>
    public static readonly SomePerson Rita = new(Number(113), Number(4), "portal", "rita.south@example.com") { IsRepresentative = true };

    /// <summary>Everybody.</summary>
    public static readonly IReadOnlyList<SomePerson> All = [Claire, John, Sam, Moira, Ada, Bob, Sue, Oscar, Ivy, Gone, Flora, Otto, Rita];

    /// <summary>State of the account.</summary>
    public string State { get; init; } = "active";

    /// <summary>The legal representative of its organisation.</summary>
    public bool IsRepresentative { get; init; }

    /// <summary>E-mail address.</summary>
    public string Email { get; init; } = Login;

    /// <summary>Key of the second factor, where one is set up.</summary>
    public string? TotpKey { get; init; }

    /// <summary>The code that the person's authenticator shows.</summary>
    public string CodeAt(DateTimeOffset moment) => Totp.CodeAt(Totp.Decode(TotpKey!), Totp.StepAt(moment));
}
