using System.Collections.Frozen;
using System.Globalization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.VehicleIdentification.Sandbox;

/// <summary>The door for everything that is about a VIN: in the sandbox its suffix may decide the outcome. Production is never touched.</summary>
internal sealed class SandboxGate(SandboxCalls calls, TimeProvider time)
{
    /// <summary>How long a slow vehicle lets its caller wait.</summary>
    public static readonly TimeSpan SlowTime = TimeSpan.FromSeconds(10);

    private const int RetryAfterSeconds = 1;

    /// <summary>The refusal for this VIN, after the wait for a slow one; null if the call goes on.</summary>
    /// <param name="vin">The VIN in upper case, without blanks and hyphens.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<ProblemException?> RefusalAsync(string vin, Principal caller, CancellationToken cancellation) =>
        caller.DataSet == DataSet.Sandbox && SandboxOutcomes.Of(vin) is { } outcome ? new(RefusalAsync(outcome, vin, caller, cancellation)) : default;

    /// <summary>The same for many VINs at once: waits once if one of them is slow, and gives those that fail this time.</summary>
    /// <param name="texts">VINs as they were sent; others are passed over.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<IReadOnlySet<string>> FailingAsync(IEnumerable<string> texts, Principal caller, CancellationToken cancellation)
    {
        if (caller.DataSet != DataSet.Sandbox)
            return FrozenSet<string>.Empty;
        var effects = texts.Select(Vehicles.Vin.TryParse).OfType<string>().Distinct(StringComparer.Ordinal).ToLookup(vin => SandboxOutcomes.Of(vin)?.Effect);
        string[] once = [.. effects[SandboxEffect.RefusedOnce]];
        var failing = once.Length > 0 ? await calls.FirstAsync(caller.ClientId, once, cancellation) : FrozenSet<string>.Empty;
        if (effects.Contains(SandboxEffect.Slow))
            await Task.Delay(SlowTime, time, cancellation);
        return failing;
    }

    /// <summary>The refusal of one VIN among many: always, or because it fails this time; null if there is none.</summary>
    /// <param name="vin">The VIN in upper case, without blanks and hyphens.</param>
    /// <param name="dataSet">Data set of the caller.</param>
    /// <param name="failing">What <see cref="FailingAsync"/> gave.</param>
    public static ProblemException? RefusalOf(string vin, DataSet dataSet, IReadOnlySet<string> failing) =>
        dataSet == DataSet.Sandbox && SandboxOutcomes.Of(vin) is { Error: { } error } outcome && (outcome.Effect == SandboxEffect.Refused || failing.Contains(vin))
            ? Problem(error, vin, caller: null)
            : null;

    private async Task<ProblemException?> RefusalAsync(SandboxOutcome outcome, string vin, Principal caller, CancellationToken cancellation)
    {
        switch (outcome.Effect)
        {
            case SandboxEffect.Refused:
                return Problem(outcome.Error!, vin, caller);
            case SandboxEffect.RefusedOnce:
                return await calls.IsFirstAsync(caller.ClientId, vin, cancellation) ? Problem(outcome.Error!, vin, caller) : null;
            case SandboxEffect.Slow:
                await Task.Delay(SlowTime, time, cancellation);
                return null;
            default:
                return null;
        }
    }

    private static ProblemException Problem(ApiError error, string vin, Principal? caller) => new(error, [error.Status switch
    {
        StatusCodes.Status402PaymentRequired => VehicleIdentificationModule.ProductRight,
        StatusCodes.Status429TooManyRequests => (caller is null ? 1 : PerSecond(caller)).ToString(CultureInfo.InvariantCulture),
        _ => vin,
    }])
    {
        RetryAfterSeconds = error.Status is StatusCodes.Status409Conflict or StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable ? RetryAfterSeconds : null,
    };

    /// <summary>The limit of the caller's plan.</summary>
    public static int PerSecond(Principal caller) => caller.Rights.GetValueOrDefault(VehicleIdentificationModule.ProductRight)?.PerSecond ?? 0;
}
