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
    public static readonly SomePerson John = new(Number(102), Number(2), "portal", "john.smith@example.com");

    /// <summary>A user of another workshop.</summary>
    public static readonly SomePerson Sam = new(Number(103), Number(4), "portal", "sam.south@example.com");

    /// <summary>A user of the workshop of motorcycles.</summary>
    public static readonly SomePerson Moira = new(Number(104), Number(8), "portal", "moira.wheels@example.com");

    /// <summary>Staff of the operator, with every staff right.</summary>
    public static readonly SomePerson Ada = new(Number(105), Number(1), "portal", "ada@operator.example");

    /// <summary>Staff of the operator, without any right.</summary>
    public static readonly SomePerson Bob = new(Number(106), Number(1), "portal", "bob@operator.example");

    /// <summary>Everybody.</summary>
    public static readonly IReadOnlyList<SomePerson> All = [Claire, John, Sam, Moira, Ada, Bob];
}
