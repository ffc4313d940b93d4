namespace Aos.Api.VehicleIdentification.Types;

/// <summary>All values of one feature in a release, each with the types that have it. Texts are compared without case.</summary>
internal sealed class TypeFeatureValues
{
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly ulong[] _bits;
    private readonly int _words;

    /// <param name="feature">The feature.</param>
    /// <param name="valuesOf">The values of each type, by its place; none where the feature is not known.</param>
    /// <param name="nameOf">Name of a value in a language; null where it has none.</param>
    /// <param name="order">Order in which the values are told.</param>
    public TypeFeatureValues(TypeFeature feature, IReadOnlyList<IReadOnlyList<string>> valuesOf, Func<string, string, string?> nameOf, IComparer<string> order)
    {
        Feature = feature;
        Values = [.. valuesOf.SelectMany(values => values).Distinct(StringComparer.OrdinalIgnoreCase).Order(order)];
        for (var place = 0; place < Values.Length; place++)
            _places.Add(Values[place], place);
        _words = (valuesOf.Count + 63) / 64;
        _bits = new ulong[Values.Length * _words];
        for (var type = 0; type < valuesOf.Count; type++)
            foreach (var value in valuesOf[type])
                _bits[(_places[value] * _words) + (type >> 6)] |= 1UL << (type & 63);
        Names = Platform.Http.RequestLanguage.Supported.ToDictionary(language => language, language => Values.Select(value => nameOf(value, language)).ToArray());
        Heads = Names.ToDictionary(names => names.Key, names => Values.Zip(names.Value, TypeAnswers.Head).ToArray());
    }

    public TypeFeature Feature { get; }

    public string[] Values { get; }

    /// <summary>Names of the values, per language.</summary>
    public IReadOnlyDictionary<string, string?[]> Names { get; }

    /// <summary>Values and names as JSON, per language.</summary>
    public IReadOnlyDictionary<string, byte[][]> Heads { get; }

    /// <summary>Types that have a value.</summary>
    public ReadOnlySpan<ulong> Bits(int place) => _bits.AsSpan(place * _words, _words);

    /// <summary>Place of a value; -1 if no type has it.</summary>
    public int PlaceOf(string value) => _places.GetValueOrDefault(value, -1);
}
