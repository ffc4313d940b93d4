namespace Aos.Api.VehicleIdentification.Import;

/// <summary>
/// The codes that lines may refer to. A full import starts with none, a changed one with those of the release in use;
/// each file adds its own and takes away what it removes, before the files that refer to it are read.
/// </summary>
internal sealed class KnownCodes
{
    public HashSet<string> Brands { get; } = new(StringComparer.Ordinal);
    public HashSet<string> Wmis { get; } = new(StringComparer.Ordinal);
    public KnownPlants Plants { get; } = new();
    public HashSet<string> Paints { get; } = new(StringComparer.Ordinal);
    public HashSet<string> Upholsteries { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, short> CarOptions { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, short> MotorcycleOptions { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, KnownModel> Models { get; } = new(StringComparer.Ordinal);

    public required PermanentIds<(string Code, string ProductType)> OptionIds { get; init; }
    public required PermanentIds<string> ModelIds { get; init; }

    public Dictionary<string, short> OptionsOf(string? productType) =>
        productType == ProductTypes.Motorcycle ? MotorcycleOptions : CarOptions;
}

/// <summary>A model that vehicles may name by its type key.</summary>
internal sealed record KnownModel(int Id, string ProductType);

/// <summary>What kind of vehicle it is; option codes have their meaning only together with it.</summary>
internal static class ProductTypes
{
    public const string Car = "car";
    public const string Motorcycle = "motorcycle";
    public static readonly string[] All = [Car, Motorcycle];
}

/// <summary>Numbers that stand for keys for ever: a key that comes back gets its old number.</summary>
internal sealed class PermanentIds<TKey> where TKey : notnull
{
    private readonly Dictionary<TKey, int> _ids = [];
    private int _highest;

    /// <summary>Keys that were given a number in this import.</summary>
    public List<(TKey Key, int Id)> Fresh { get; } = [];

    public void Load(TKey key, int id)
    {
        _ids.Add(key, id);
        _highest = Math.Max(_highest, id);
    }

    public int IdOf(TKey key)
    {
        if (_ids.TryGetValue(key, out var id))
            return id;
        _ids.Add(key, ++_highest);
        Fresh.Add((key, _highest));
        return _highest;
    }
}
