using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>The example of the OpenAPI document: a VIN of the sample data with a letter O in it.</summary>
internal static class VinCheckExamples
{
    public static VinCheck Whole => VinCheckRules.Of("wbauv71O70A193748", null, "en") with
    {
        Candidates = [new() { Vin = "WBAUV71070A193748", Kind = VinCandidateKind.LookAlike, Positions = [8], ModelDesignation = "335i" }],
    };
}
