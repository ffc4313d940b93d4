namespace Aos.Api.Tests.Harness;

/// <summary>A caller that stands in every sample database, with a secret that the tests know.</summary>
internal sealed record Somebody(string ClientId, Guid TenantId, string Secret, string[] Scopes)
{
    private static Guid Tenant(int number) => Guid.Parse($"00000000-0000-7000-8000-{number:000000000000}");

    /// <summary>The operator's client that administers clients.</summary>
    public static readonly Somebody Operator = new("test-operator", Tenant(1), SecretOf(1), ["administration"]);

    /// <summary>An operator's client without any right.</summary>
    public static readonly Somebody OperatorWithoutRights = new("test-operator-bare", Tenant(1), SecretOf(2), ["administration"]);

    /// <summary>A workshop's sandbox client: all brands, the sample vehicles, practically no rate limit.</summary>
    public static readonly Somebody Workshop = new("test-workshop", Tenant(3), SecretOf(3), ["vehicle.read"]);

    /// <summary>Another workshop's sandbox client, on the seeded plan with five calls a second.</summary>
    public static readonly Somebody SlowWorkshop = new("test-slow", Tenant(5), SecretOf(4), ["vehicle.read"]);

    /// <summary>A workshop with the right for the brand mini only.</summary>
    public static readonly Somebody MiniWorkshop = new("test-mini", Tenant(7), SecretOf(5), ["vehicle.read"]);

    /// <summary>A workshop of motorcycles: all brands, but motorcycles only.</summary>
    public static readonly Somebody MotorcycleWorkshop = new("test-motorcycles", Tenant(9), SecretOf(6), ["vehicle.read"]);

    /// <summary>A production client of the first workshop; nothing is loaded into its data set.</summary>
    public static readonly Somebody ProductionWorkshop = new("test-production", Tenant(2), SecretOf(7), ["vehicle.read"]);

    /// <summary>A sandbox client whose tenant has no product.</summary>
    public static readonly Somebody WithoutProduct = new("test-bare", Tenant(11), SecretOf(8), ["vehicle.read"]);

    /// <summary>Everybody.</summary>
    public static readonly IReadOnlyList<Somebody> All =
        [Operator, OperatorWithoutRights, Workshop, SlowWorkshop, MiniWorkshop, MotorcycleWorkshop, ProductionWorkshop, WithoutProduct];

    // Well-formed secrets, made once per process; only their hashes are stored.
    private static string SecretOf(int number) => Secrets[number];

    private static Dictionary<int, string> Secrets => SecretsHolder.Value;

    private static class SecretsHolder
    {
        public static readonly Dictionary<int, string> Value =
            Enumerable.Range(1, 8).ToDictionary(i => i, _ => Aos.Api.Platform.Identity.Tokens.OpaqueToken.Create("aoscs_"));
    }
}
