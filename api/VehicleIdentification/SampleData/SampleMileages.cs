using System.Globalization;
using Aos.Api.VehicleIdentification.Import.Kinds;
using Aos.Api.VehicleIdentification.Mileage;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>Central mileages for about seven of ten vehicles; they are no part of a release.</summary>
internal static class SampleMileages
{
    public static IEnumerable<MileageLine> Make(IEnumerable<VehicleLine> vehicles)
    {
        var random = new Randomness(0x414F5320_6B6D6B6D);
        foreach (var vehicle in vehicles)
        {
            if (vehicle.Vin == FixedVehicles.ExampleVin)
                yield return new() { Vin = vehicle.Vin, MileageKm = FixedVehicles.ExampleMileageKm, ReadAt = "2017-08-14T09:30:00Z" };
            else if (random.Chance(70) && vehicle.TypeKey != FixedVehicles.UnknownModel.TypeKey)
                yield return Reading(random, vehicle);
        }
    }

    private static MileageLine Reading(Randomness random, VehicleLine vehicle)
    {
        var produced = DateOnly.ParseExact(vehicle.ProducedOn!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var day = random.Day(produced, SampleVehicles.LastDay);
        var age = day.DayNumber - produced.DayNumber;
        var time = new TimeOnly(random.Between(6, 19), random.Below(60), random.Below(60));
        return new()
        {
            Vin = vehicle.Vin,
            MileageKm = 5 + age * random.Between(15, 70),
            ReadAt = $"{SampleVehicles.Text(day)}T{time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}Z",
        };
    }
}
