using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Limits;

namespace Aos.Api.VehicleIdentification.Sandbox;

/// <summary>What a VIN of the sandbox does because of its last six characters.</summary>
/// <param name="Suffix">Last six characters of the VIN. The S, B and X make sure that no serial number ends like this.</param>
/// <param name="Vin">An example with this suffix; where the outcome is an answer, the vehicle is in the sample data.</param>
/// <param name="Effect">What happens.</param>
/// <param name="Error">The refusal; null where the vehicle is answered.</param>
internal sealed record SandboxOutcome(string Suffix, string Vin, SandboxEffect Effect, ApiError? Error = null);

/// <summary>Kinds of outcomes.</summary>
internal enum SandboxEffect
{
    /// <summary>Always refused.</summary>
    Refused,

    /// <summary>Refused at first; called again within ten minutes, the vehicle is answered.</summary>
    RefusedOnce,

    /// <summary>Answered after ten seconds.</summary>
    Slow,

    /// <summary>Answered: a vehicle of which nothing is known that may be unknown.</summary>
    Undecidable,
}

/// <summary>The table of the page <c>/docs/sandbox</c>; the fake server of the SDK has the same.</summary>
internal static class SandboxOutcomes
{
    public static IReadOnlyList<SandboxOutcome> All { get; } =
    [
        new("SBX402", "WBAUV81030ASBX402", SandboxEffect.Refused, AccessErrors.Suspended),
        new("SBX404", "WBAUV81070ASBX404", SandboxEffect.Refused, VehicleIdentificationErrors.VehicleNotFound),
        new("SBX409", "WBAUV81060ASBX409", SandboxEffect.Refused, VehicleIdentificationErrors.VehicleInCorrection),
        new("SBX429", "WBAUV81010ASBX429", SandboxEffect.Refused, LimitErrors.RateExceeded),
        new("SBX503", "WBAUV81090ASBX503", SandboxEffect.RefusedOnce, ServiceErrors.Unavailable),
        new("SBX010", "WBAUV81080ASBX010", SandboxEffect.Slow),
        new("SBX000", "WBAUV81050ASBX000", SandboxEffect.Undecidable),
    ];

    /// <summary>The outcome of a VIN in the sandbox; null for all others.</summary>
    /// <param name="vin">The VIN in upper case, without blanks and hyphens.</param>
    public static SandboxOutcome? Of(string vin)
    {
        // Nearly every VIN ends here.
        if (vin.Length != Vehicles.Vin.Length || vin[^5] != 'B')
            return null;
        foreach (var outcome in All)
            if (vin.EndsWith(outcome.Suffix, StringComparison.Ordinal))
                return outcome;
        return null;
    }
}
