using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Import.Kinds;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>Chooses options that can stand together on one vehicle.</summary>
internal sealed class SampleEquipment(Randomness random)
{
    private const int RetrofitPercent = 5;
    private readonly List<string> _codes = [];
    private readonly HashSet<string> _groups = [];

    /// <summary>Options in order of their codes, and retrofits on a few vehicles.</summary>
    public (IReadOnlyList<string> Options, IReadOnlyList<RetrofitLine>? Retrofits) Choose(ModelSeed model, CountrySeed? country, DateOnly producedOn, DateOnly last)
    {
        var possible = Seeds.Options
            .Where(option => option.ProductType == model.ProductType && option.Group is not ("version" or "language" or "documents")
                && (option.Propulsions.Length == 0 || option.Propulsions.Contains(model.Propulsion)))
            .ToList();
        _codes.Clear();
        _groups.Clear();
        _codes.AddRange(country?.Codes ?? []);
        var wanted = model.ProductType == ProductTypes.Car ? random.Between(10, 24) : random.Between(4, 11);
        for (var tries = 0; tries < wanted; tries++)
            Add(random.Pick(possible));

        List<RetrofitLine>? retrofits = null;
        if (random.Chance(RetrofitPercent) && producedOn.AddDays(120) < last)
            retrofits = Retrofit([.. possible.Where(option => option.Kind == "special")], producedOn.AddDays(60), last);
        _codes.Sort(StringComparer.Ordinal);
        return ([.. _codes], retrofits);
    }

    private List<RetrofitLine> Retrofit(List<OptionSeed> possible, DateOnly first, DateOnly last)
    {
        var fitted = new List<RetrofitLine>();
        for (var tries = random.Between(1, 2); tries > 0; tries--)
        {
            var option = random.Pick(possible);
            if (!Add(option))
                continue;
            fitted.Add(new() { Code = option.Code, FittedOn = SampleVehicles.Text(random.Day(first, last)) });
        }

        _codes.RemoveAll(code => fitted.Exists(retrofit => retrofit.Code == code));
        fitted.Sort((one, other) => string.CompareOrdinal(one.Code, other.Code));
        return fitted;
    }

    private bool Add(OptionSeed option)
    {
        if (_codes.Contains(option.Code) || (option.Group is not null && !_groups.Add(option.Group)))
            return false;
        _codes.Add(option.Code);
        return true;
    }
}
