using System.Globalization;
using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Import.Kinds;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>Makes the vehicles: the fixed ones first, those of the sandbox last, and between them as many as are asked for. The same number gives the same vehicles.</summary>
internal sealed class SampleVehicles
{
    /// <summary>No date lies after this one, so that the data are in the past on every machine.</summary>
    public static readonly DateOnly LastDay = new(2025, 12, 31);

    private readonly Randomness _random = new(0x414F5320_73616D70);
    private readonly SampleVins _vins = new(FixedVehicles.All.Select(vehicle => vehicle.Vin!));
    private readonly SampleEquipment _equipment;

    public SampleVehicles() => _equipment = new(_random);

    public IEnumerable<VehicleLine> Make(int count)
    {
        foreach (var vehicle in FixedVehicles.All.Take(count))
            yield return vehicle;
        var last = Math.Max(FixedVehicles.All.Count, count - FixedVehicles.Sandbox.Count);
        for (var number = FixedVehicles.All.Count; number < last; number++)
            yield return MakeOne(Seeds.Models[number % Seeds.Models.Count]);
        foreach (var vehicle in FixedVehicles.Sandbox.Take(count - last))
            yield return vehicle;
    }

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private VehicleLine MakeOne(ModelSeed model)
    {
        var produced = _random.Day(model.ProducedFrom, model.ProducedTo);
        var countries = Seeds.Countries.Where(country => country.Market == model.Market && country.Steering == model.Steering).ToList();
        var country = _random.Chance(97) ? _random.Pick(countries) : null;
        var (options, retrofits) = _equipment.Choose(model, country, produced, LastDay);
        var isCar = model.ProductType == ProductTypes.Car;
        var registered = produced.AddDays(_random.Between(8, 150));
        var isRegistered = registered <= LastDay && _random.Chance(92);
        return new()
        {
            Vin = _vins.Next(model, _random.Pick(model.Plants), produced),
            TypeKey = model.TypeKey,
            CountryVersion = country?.Country,
            Paint = _random.Pick(Seeds.Paints).Code,
            Upholstery = isCar ? Mostly(_random.Pick(Seeds.Upholsteries).Code) : null,
            EngineNumber = Mostly(_random.Digits(8)),
            GearboxNumber = model.Gearbox == "singleSpeed" ? null : Mostly(_random.Digits(7)),
            ProducedOn = Text(produced),
            FirstRegisteredOn = isRegistered ? Text(registered) : null,
            WarrantyStartsOn = isRegistered ? Mostly(Text(registered)) : null,
            IntegrationLevels = SampleLevels.Choose(_random, model.LevelGroup, produced, LastDay),
            NumberOfKeys = _random.Chance(96) ? (_random.Chance(80) ? 2 : _random.Between(1, 4)) : null,
            KeySystem = Mostly(model.KeySystem),
            Options = options,
            Retrofits = retrofits,
        };
    }

    /// <summary>Real data have gaps, and so have these.</summary>
    private string? Mostly(string value) => _random.Chance(96) ? value : null;
}
