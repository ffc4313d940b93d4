namespace Aos.Sdk.Testing;

/// <summary>What a VIN of the sandbox does because of its end; the same table as that of the API.</summary>
/// <param name="Suffix">Last characters of the VIN.</param>
/// <param name="Vin">An example.</param>
/// <param name="Status">Status of the refusal; 200 where the vehicle is answered.</param>
/// <param name="Code">Code of the refusal; null where the vehicle is answered.</param>
/// <param name="Once">Whether only the first call is refused.</param>
/// <param name="Delay">How long the answer takes.</param>
public sealed record AosSandboxOutcome(string Suffix, string Vin, int Status, string? Code = null, bool Once = false, TimeSpan Delay = default);

/// <summary>The VINs with a fixed outcome, in the sandbox as in the fake server.</summary>
public static class AosSandboxOutcomes
{
    /// <summary>The whole table.</summary>
    public static IReadOnlyList<AosSandboxOutcome> All { get; } =
    [
        new("SBX402", "WBAUV81030ASBX402", 402, "access.access-suspended"),
        new("SBX404", "WBAUV81070ASBX404", 404, "vehicle-identification.vehicle-not-found"),
        new("SBX409", "WBAUV81060ASBX409", 409, "vehicle-identification.vehicle-in-correction"),
        new("SBX429", "WBAUV81010ASBX429", 429, "limits.rate-limit-exceeded"),
        new("SBX503", "WBAUV81090ASBX503", 503, "service.unavailable", Once: true),
        new("SBX010", "WBAUV81080ASBX010", 200, Delay: TimeSpan.FromSeconds(10)),
        new("SBX000", "WBAUV81050ASBX000", 200),
    ];

    /// <summary>The outcome of a VIN; null for all others.</summary>
    /// <param name="vin">The VIN; blanks, hyphens and case do not matter.</param>
    public static AosSandboxOutcome? Of(string vin)
    {
        ArgumentNullException.ThrowIfNull(vin);
        var text = FakeSandbox.Normal(vin);
        return text.Length == 17 ? All.FirstOrDefault(outcome => text.EndsWith(outcome.Suffix, StringComparison.Ordinal)) : null;
    }
}
