namespace Aos.Api.VehicleIdentification.Types;

/// <summary>What is looked for: per feature the types that one of its chosen values fits. A chosen value that no type has fits none.</summary>
internal sealed class TypeCriteria(TypeIndex index)
{
    private static readonly int Features = Enum.GetValues<TypeFeature>().Length;

    /// <summary>Per feature the types that fit; null where nothing is chosen.</summary>
    public ulong[]?[] Bits { get; } = new ulong[]?[Features];

    /// <summary>Per feature the places of the chosen values.</summary>
    public HashSet<int>?[] Places { get; } = new HashSet<int>?[Features];

    /// <summary>True when nothing is chosen for any feature.</summary>
    public bool IsEmpty => Array.TrueForAll(Bits, static bits => bits is null);

    /// <summary>Criteria of a query, with those of its free text where the feature has no parameter of its own.</summary>
    public static TypeCriteria Of(TypeIndex index, TypeQuery query, IReadOnlyList<UnderstoodWords> words)
    {
        var criteria = new TypeCriteria(index);
        for (var feature = TypeFeature.Brand; feature <= TypeFeature.TypeKey; feature++)
            if (query.Of(feature) is { Length: > 0 } values)
                criteria.Choose(feature, values);
        foreach (var understood in words)
            if (understood.Applied)
                criteria.Choose(understood.Feature, understood.Values);
        return criteria;
    }

    /// <summary>Adds values that are as good as those chosen before for the same feature.</summary>
    public void Choose(TypeFeature feature, IReadOnlyList<string> values)
    {
        var bits = Bits[(int)feature] ??= new ulong[index.Words];
        foreach (var value in values)
            switch (feature)
            {
                case TypeFeature.TypeKey when index.PlaceOf(value) is >= 0 and var place:
                    bits.Set(place);
                    break;
                case TypeFeature.ProductionMonth:
                    bits.Add(index.ProducedIn(value));
                    break;
                case < TypeFeature.ProductionMonth when index.Features[(int)feature].PlaceOf(value) is >= 0 and var place:
                    bits.Add(index.Features[(int)feature].Bits(place));
                    (Places[(int)feature] ??= []).Add(place);
                    break;
            }
    }
}
