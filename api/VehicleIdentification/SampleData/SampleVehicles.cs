using System.Globalization;
using System.Text;
using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Import.Kinds;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>Makes the vehicles: the fixed ones first, those of the sandbox last, and between them as many as are asked for. The same seed gives the same vehicles.</summary>
internal sealed class SampleVehicles
{
    /// <summary>No date lies after this one, so that the data are in the past on every machine.</summary>
    public static readonly DateOnly LastDay = new(2025, 12, 31);

    private static readonly SampleModel[] Models = [.. Seeds.Models.Select(seed => new SampleModel(seed))];
    private static readonly byte[][] Paints = [.. Seeds.Paints.Select(paint => Encoding.ASCII.GetBytes(paint.Code))];
    private static readonly byte[][] Upholsteries = [.. Seeds.Upholsteries.Select(upholstery => Encoding.ASCII.GetBytes(upholstery.Code))];

    private readonly Randomness _random;
    private readonly SampleVins _vins = new(FixedVehicles.All.Select(vehicle => vehicle.Vin!));
    private readonly SampleEquipment _equipment;
    private readonly SampleMileages _mileages;
    private readonly byte[] _vin = new byte[17];

    public SampleVehicles(ulong seed)
    {
        _random = new(0x414F5320_73616D70 ^ seed);
        _equipment = new(_random);
        _mileages = new(seed);
    }

    /// <summary>Writes so many vehicles, and the mileages of most of them.</summary>
    public void Write(long count, ByteLines vehicles, ByteLines mileages, CancellationToken cancellationToken)
    {
        WriteFixed(FixedVehicles.All, count, vehicles, mileages);
        var last = Math.Max(FixedVehicles.All.Count, count - FixedVehicles.Sandbox.Count);
        for (long number = FixedVehicles.All.Count; number < last; number++)
        {
            var produced = WriteOne(Models[number % Models.Length], vehicles);
            _mileages.Write(mileages, _vin, produced);
            if (number % 10_000 == 0)
                cancellationToken.ThrowIfCancellationRequested();
        }

        WriteFixed(FixedVehicles.Sandbox, count - last, vehicles, mileages);
    }

    private void WriteFixed(IReadOnlyList<VehicleLine> fixedVehicles, long atMost, ByteLines vehicles, ByteLines mileages)
    {
        foreach (var vehicle in fixedVehicles.Take((int)Math.Clamp(atMost, 0, fixedVehicles.Count)))
        {
            vehicles.Line(vehicle, ImportJson.Writing.VehicleLine);
            var produced = DateOnly.ParseExact(vehicle.ProducedOn!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            _mileages.Write(mileages, Encoding.ASCII.GetBytes(vehicle.Vin!), produced, isKnown: vehicle.TypeKey != FixedVehicles.UnknownModel.TypeKey);
        }
    }

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The order of the questions to chance is part of what makes the data the same every time.</summary>
    private DateOnly WriteOne(SampleModel model, ByteLines line)
    {
        var produced = _random.Day(model.Seed.ProducedFrom, model.Seed.ProducedTo);
        var country = _random.Chance(97) ? model.Countries[_random.Below(model.Countries.Length)] : null;
        var retrofitted = _equipment.Choose(model, country, produced, LastDay);
        var registered = produced.AddDays(_random.Between(8, 150));
        var isRegistered = registered <= LastDay && _random.Chance(92);
        _vins.Next(model, model.Plants[_random.Below(model.Plants.Length)], produced, _vin);

        line.Add("{\"vin\":\""u8).Add(_vin).Add("\",\"typeKey\":\""u8).Add(model.TypeKey);
        if (country is not null)
            line.Add("\",\"countryVersion\":\""u8).Add(country.Country);
        line.Add("\",\"paint\":\""u8).Add(Paints[_random.Below(Paints.Length)]);
        WriteNumbers(model, line);
        line.Add("\",\"producedOn\":\""u8).Day(produced);
        if (isRegistered)
            line.Add("\",\"firstRegisteredOn\":\""u8).Day(registered);
        if (isRegistered && Mostly())
            line.Add("\",\"warrantyStartsOn\":\""u8).Day(registered);
        line.Add("\""u8);
        WriteLevels(model, SampleLevels.Choose(_random, model.LevelGroup is not null, produced, LastDay), line);
        if (_random.Chance(96))
            line.Add(",\"numberOfKeys\":"u8).Number(_random.Chance(80) ? 2 : _random.Between(1, 4));
        if (Mostly())
            line.Add(",\"keySystem\":"u8).Add(model.KeySystem);
        WriteEquipment(line, retrofitted);
        line.Add("}"u8).End();
        return produced;
    }

    private void WriteNumbers(SampleModel model, ByteLines line)
    {
        if (model.IsCar)
        {
            var upholstery = Upholsteries[_random.Below(Upholsteries.Length)];
            if (Mostly())
                line.Add("\",\"upholstery\":\""u8).Add(upholstery);
        }

        Span<byte> digits = stackalloc byte[8];
        _random.Digits(digits);
        if (Mostly())
            line.Add("\",\"engineNumber\":\""u8).Add(digits);
        if (model.Seed.Gearbox == "singleSpeed")
            return;
        _random.Digits(digits[..7]);
        if (Mostly())
            line.Add("\",\"gearboxNumber\":\""u8).Add(digits[..7]);
    }

    private static void WriteLevels(SampleModel model, SampleLevels levels, ByteLines line)
    {
        if (levels.Factory is not { } factory)
            return;
        Write(",\"integrationLevels\":{\"factory\":\""u8, factory);
        if (levels.Current is { } current)
            Write(",\"current\":\""u8, current);
        if (levels.Backup is { } backup)
            Write(",\"backup\":\""u8, backup);
        line.Add("}"u8);

        void Write(ReadOnlySpan<byte> name, SampleLevel level) =>
            line.Add(name).Add(model.LevelGroup).Add("-"u8).Two(level.Year).Add("-"u8).Two(level.Month).Add("-"u8).Number(level.Build).Add("\""u8);
    }

    private void WriteEquipment(ByteLines line, bool retrofitted)
    {
        line.Add(",\"options\":["u8);
        var separator = "\""u8;
        foreach (var code in _equipment.Options)
        {
            line.Add(separator).Code(code).Add("\""u8);
            separator = ",\""u8;
        }

        line.Add("]"u8);
        if (!retrofitted)
            return;
        line.Add(",\"retrofits\":["u8);
        separator = "{\"code\":\""u8;
        foreach (var (code, fittedOn) in _equipment.Retrofits)
        {
            line.Add(separator).Code(code).Add("\",\"fittedOn\":\""u8).Day(fittedOn).Add("\"}"u8);
            separator = ",{\"code\":\""u8;
        }

        line.Add("]"u8);
    }

    /// <summary>Real data have gaps, and so have these.</summary>
    private bool Mostly() => _random.Chance(96);
}
