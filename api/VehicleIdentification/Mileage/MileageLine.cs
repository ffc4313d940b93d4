using System.Globalization;
using Aos.Api.VehicleIdentification.Import;

namespace Aos.Api.VehicleIdentification.Mileage;

/// <summary>A line of a file of mileages.</summary>
internal sealed record MileageLine
{
    public const int MaximumKm = 9_999_999;

    [LineField("Vehicle identification number.", IsNeeded = true, Form = nameof(LineForms.Vin))]
    public string? Vin { get; init; }

    [LineField("Whole kilometres.", IsNeeded = true, Maximum = MaximumKm)]
    public int? MileageKm { get; init; }

    [LineField("When the vehicle showed it, in UTC.", IsNeeded = true, Format = "date-time")]
    public string? ReadAt { get; init; }

    /// <summary>The reading; null, with the faults reported, if anything is wrong with the line.</summary>
    public MileageReading? Check(LineCheck check)
    {
        check.Required("vin", Vin, LineForms.Vin);
        if (MileageKm is null or < 0 or > MaximumKm)
            check.Fault("mileageKm", $"must be 0 to {MaximumKm}");
        if (!DateTimeOffset.TryParseExact(
            ReadAt, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var readAt))
            check.Fault("readAt", "must be a time that exists, of the form 2026-09-01T08:00:00Z");
        else if (DateOnly.FromDateTime(readAt.UtcDateTime) > check.Today.AddDays(1))
            check.Fault("readAt", "lies in the future");
        return check.IsClean ? new(Vin!, MileageKm!.Value, readAt) : null;
    }
}
