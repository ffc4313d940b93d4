using System.Text;
using Aos.Api.VehicleIdentification.Import;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>An option that vehicles of a model can have.</summary>
/// <param name="Code">Its three characters as a number, in whose order codes sort.</param>
/// <param name="Place">Its place among all options.</param>
/// <param name="Group">Place of its group; -1 if it has none.</param>
internal readonly record struct SampleOption(int Code, int Place, int Group);

/// <summary>A country that vehicles of a model go to.</summary>
internal sealed record SampleCountry(byte[] Country, int[] Codes);

/// <summary>What the vehicles of a model are made from, looked up once and not for each of them.</summary>
internal sealed class SampleModel
{
    private static readonly List<string> Groups = [.. Seeds.Options.Select(option => option.Group).OfType<string>().Distinct()];

    public SampleModel(ModelSeed seed)
    {
        (Seed, IsCar) = (seed, seed.ProductType == ProductTypes.Car);
        (TypeKey, Wmi) = (Encoding.ASCII.GetBytes(seed.TypeKey), Encoding.ASCII.GetBytes(seed.Wmi));
        Plants = [.. seed.Plants.Select(plant => (byte)plant[0])];
        KeySystem = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(seed.KeySystem, ImportJson.Writing.String);
        LevelGroup = seed.LevelGroup is null ? null : Encoding.ASCII.GetBytes(seed.LevelGroup);
        Countries = [.. Seeds.Countries
            .Where(country => country.Market == seed.Market && country.Steering == seed.Steering)
            .Select(country => new SampleCountry(Encoding.ASCII.GetBytes(country.Country), [.. country.Codes.Select(CodeOf)]))];
        var possible = Seeds.Options.Index()
            .Where(option => option.Item.ProductType == seed.ProductType && option.Item.Group is not ("version" or "language" or "documents")
                && (option.Item.Propulsions.Length == 0 || option.Item.Propulsions.Contains(seed.Propulsion)))
            .ToList();
        Possible = [.. possible.Select(Option)];
        Special = [.. possible.Where(option => option.Item.Kind == "special").Select(Option)];
    }

    public static int GroupCount => Groups.Count;

    public ModelSeed Seed { get; }
    public bool IsCar { get; }
    public byte[] TypeKey { get; }
    public byte[] Wmi { get; }
    public byte[] Plants { get; }

    /// <summary>As a JSON text.</summary>
    public byte[] KeySystem { get; }

    public byte[]? LevelGroup { get; }
    public SampleCountry[] Countries { get; }

    /// <summary>Options that can stand on its vehicles.</summary>
    public SampleOption[] Possible { get; }

    /// <summary>Those that can be retrofitted.</summary>
    public SampleOption[] Special { get; }

    private static int CodeOf(string code) => (code[0] << 16) | (code[1] << 8) | code[2];

    private static SampleOption Option((int Index, OptionSeed Item) option) =>
        new(CodeOf(option.Item.Code), option.Index, option.Item.Group is { } group ? Groups.IndexOf(group) : -1);
}
