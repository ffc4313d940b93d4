using System.Text;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>Central mileages for about seven of ten vehicles; they are no part of a release.</summary>
internal sealed class SampleMileages(ulong seed)
{
    private static readonly byte[] Example = Encoding.ASCII.GetBytes(FixedVehicles.ExampleVin);
    private readonly Randomness _random = new(0x414F5320_6B6D6B6D ^ seed);

    /// <summary>Writes the mileage of a vehicle, if it has one; that of which nothing is known has none.</summary>
    public void Write(ByteLines lines, ReadOnlySpan<byte> vin, DateOnly produced, bool isKnown = true)
    {
        if (vin.SequenceEqual(Example))
            Begin(lines, vin).Number(FixedVehicles.ExampleMileageKm).Add(",\"readAt\":\"2017-08-14T09:30:00Z\"}"u8).End();
        else if (_random.Chance(70) && isKnown)
            WriteReading(lines, vin, produced);
    }

    private void WriteReading(ByteLines lines, ReadOnlySpan<byte> vin, DateOnly produced)
    {
        var day = _random.Day(produced, SampleVehicles.LastDay);
        var age = day.DayNumber - produced.DayNumber;
        var (hour, minute, second) = (_random.Between(6, 19), _random.Below(60), _random.Below(60));
        Begin(lines, vin).Number(5 + age * _random.Between(15, 70)).Add(",\"readAt\":\""u8).Day(day)
            .Add("T"u8).Two(hour).Add(":"u8).Two(minute).Add(":"u8).Two(second).Add("Z\"}"u8).End();
    }

    private static ByteLines Begin(ByteLines lines, ReadOnlySpan<byte> vin) => lines.Add("{\"vin\":\""u8).Add(vin).Add("\",\"mileageKm\":"u8);
}
