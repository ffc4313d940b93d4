using System.Globalization;
using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Limits;

/// <summary>
/// The door for operations that cost one unit a value (<c>[QuotaCost(1, PerValue = true)]</c>): they reserve what the
/// answer may cost before any work, and charge what it does cost. For callers without a plan both do nothing.
/// </summary>
internal static class DayUnits
{
    /// <summary>True for a program with a plan: what it reads costs units.</summary>
    public static bool AreTaken(HttpContext context) => context.Features.Get<LimitedCall>() is { Plan: not null };

    /// <summary>Reserves units.</summary>
    /// <exception cref="ProblemException">429: fewer are left of the day.</exception>
    public static async Task ReserveAsync(HttpContext context, long units)
    {
        if (context.Features.Get<LimitedCall>() is not { Plan: not null } call || units == 0 || call.TryReserve(units))
            return;
        if (!await call.ReserveAsync(units))
            throw Refusal(call, units);
    }

    /// <summary>Says what the answer costs, if it is a success; what was reserved beyond that goes back.</summary>
    public static void Charge(HttpContext context, long units)
    {
        if (context.Features.Get<LimitedCall>() is { Plan: not null } call)
            call.Charge = units;
    }

    internal static ProblemException Refusal(LimitedCall call, long units)
    {
        var state = call.Plan!.State();
        return new(LimitErrors.DailyExceeded, [Text(units), Text(state?.Limit ?? call.Plan.Limit), Text(state?.Left ?? 0)])
        {
            RetryAfterSeconds = state?.SecondsLeft,
            ViolatedPolicies = ["day"],
        };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
