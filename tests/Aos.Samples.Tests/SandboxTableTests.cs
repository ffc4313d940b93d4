using Aos.Api.VehicleIdentification.Sandbox;
using Aos.Sdk.Testing;

namespace Aos.Samples.Tests;

/// <summary>The sandbox and the fake server do the same with the same VINs.</summary>
public sealed class SandboxTableTests
{
    [Fact]
    [Trait("Scorecard", "38")]
    public void Both_tables_are_the_same() => Assert.Equal(
        SandboxOutcomes.All.Select(outcome => new AosSandboxOutcome(
            outcome.Suffix, outcome.Vin, outcome.Error?.Status ?? 200, outcome.Error?.Code,
            outcome.Effect is SandboxEffect.RefusedOnce, outcome.Effect is SandboxEffect.Slow ? SandboxGate.SlowTime : default)),
        AosSandboxOutcomes.All);
}
