namespace Aos.Api.VehicleIdentification.Types;

/// <summary>
/// One search in the types of a release. The count of a facet value is the number of types that the same search finds with
/// this value alone chosen for its feature, so that no offered choice ends in nothing.
/// </summary>
internal sealed class TypeSearch
{
    private readonly TypeIndex _index;
    private readonly ulong[] _inView;
    private readonly ulong[]?[] _chosen;
    private readonly HashSet<int>?[] _values;
    private readonly ulong[] _found;

    private TypeSearch(TypeIndex index, ulong[] inView, TypeCriteria criteria)
    {
        (_index, _inView, _values) = (index, inView, criteria.Places);
        _chosen = criteria.Bits;
        _found = [.. inView];
        foreach (var bits in _chosen)
            if (bits is not null)
                _found.AsSpan().Keep(bits);
        if (criteria.IsEmpty)
            Array.Clear(_found);
        Total = TypeBits.Count(_found);
    }

    /// <summary>Number of types that fit.</summary>
    public int Total { get; }

    /// <summary>Searches. Without a criterion nothing fits, but everything is offered.</summary>
    public static TypeSearch Of(TypeIndex index, ulong[] inView, TypeCriteria criteria) => new(index, inView, criteria);

    /// <summary>Types that fit, in order of their keys.</summary>
    /// <param name="after">Key of the last type of the page before; null for the first page.</param>
    /// <param name="take">Most types to give.</param>
    public List<VehicleType> Page(string? after, int take)
    {
        var items = new List<VehicleType>(Math.Min(take, Total));
        for (var place = after is null ? 0 : PlaceAfter(after); place < _index.Keys.Length && items.Count < take; place++)
            if (_found.Has(place))
                items.Add(_index.Types[place]);
        return items;
    }

    /// <summary>The choices that are left, and in which features the types that fit still differ.</summary>
    public (List<TypeFacet> Facets, List<TypeFeature> Differing) Choices(string language)
    {
        var facets = new List<TypeFacet>(_index.Features.Length);
        var differing = new List<TypeFeature>();
        Span<ulong> others = new ulong[_index.Words];
        foreach (var feature in _index.Features)
        {
            KeepAllBut(feature.Feature, others);
            if (Offered(feature, others, language) is { Count: > 0 } values)
                facets.Add(new() { Feature = feature.Feature, Values = values });
            if (Differs(feature))
                differing.Add(feature.Feature);
        }

        return (facets, differing);
    }

    private void KeepAllBut(TypeFeature feature, Span<ulong> others)
    {
        _inView.CopyTo(others);
        for (var other = 0; other < _chosen.Length; other++)
            if (other != (int)feature && _chosen[other] is { } bits)
                others.Keep(bits);
    }

    private List<TypeFacetValue> Offered(TypeFeatureValues feature, ReadOnlySpan<ulong> others, string language)
    {
        var values = new List<TypeFacetValue>();
        var (names, heads) = (feature.Names[language], feature.Heads[language]);
        var selected = _values[(int)feature.Feature];
        for (var place = 0; place < feature.Values.Length; place++)
            if (TypeBits.CountBoth(others, feature.Bits(place)) is > 0 and var count)
                values.Add(new() { Value = feature.Values[place], Name = names[place], Count = count, Selected = selected?.Contains(place) == true, Head = heads[place] });
        return values;
    }

    private bool Differs(TypeFeatureValues feature)
    {
        for (var place = 0; place < feature.Values.Length; place++)
            if (TypeBits.CountBoth(_found, feature.Bits(place)) is > 0 and var count && count < Total)
                return true;
        return false;
    }

    private int PlaceAfter(string key) => Array.BinarySearch(_index.Keys, key, StringComparer.Ordinal) is var place && place >= 0 ? place + 1 : ~place;
}
