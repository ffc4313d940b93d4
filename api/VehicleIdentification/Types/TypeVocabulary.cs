namespace Aos.Api.VehicleIdentification.Types;

/// <summary>Words that stand for values of one release: brands, series, development codes, engines, markets, type keys, and parts of sales designations.</summary>
internal sealed class TypeVocabulary
{
    private static readonly TypeFeature[] Named = [TypeFeature.Brand, TypeFeature.Series, TypeFeature.DevelopmentCode, TypeFeature.EngineType, TypeFeature.Market];

    private readonly Dictionary<string, List<(TypeFeature Feature, int Place)>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _designationWords = new(StringComparer.Ordinal);
    private readonly TypeIndex _index;

    public TypeVocabulary(TypeIndex index)
    {
        _index = index;
        foreach (var feature in Named)
            for (var place = 0; place < index.Features[(int)feature].Values.Length; place++)
                AddValue(index.Features[(int)feature], place);
        var designations = index.Features[(int)TypeFeature.ModelDesignation];
        for (var place = 0; place < designations.Values.Length; place++)
        {
            var words = TypeText.Split(designations.Values[place]);
            foreach (var word in words.Select(word => word.Folded).Append(string.Concat(words.Select(word => word.Folded))).Distinct(StringComparer.Ordinal))
                ListOf(_designationWords, word).Add(place);
        }
    }

    /// <summary>The value that one or more words name, if a type in view has it. Series go before development codes, which mostly read the same.</summary>
    public (TypeFeature Feature, string Value)? Find(string words, ulong[] inView)
    {
        if (_values.TryGetValue(words, out var found))
            foreach (var (feature, place) in found)
                if (TypeBits.CountBoth(inView, _index.Features[(int)feature].Bits(place)) > 0)
                    return (feature, _index.Features[(int)feature].Values[place]);
        return words.Length == 4 && _index.PlaceOf(words) is >= 0 and var type && inView.Has(type) ? (TypeFeature.TypeKey, _index.Keys[type]) : null;
    }

    /// <summary>Places of the designations in view that hold a word. A piece of a word will do if it has a figure: "320" for "320d", "30d" for "xDrive30d".</summary>
    public List<int> Designations(string word, ulong[] inView)
    {
        var places = new List<int>();
        if (_designationWords.TryGetValue(word, out var exact))
            places.AddRange(exact.Where(place => IsInView(place, inView)));
        if (places.Count > 0 || word.Length < 2 || !word.Any(char.IsAsciiDigit))
            return places;
        foreach (var (known, with) in _designationWords)
            if (IsPieceOf(word, known))
                places.AddRange(with.Where(place => IsInView(place, inView) && !places.Contains(place)));
        places.Sort();
        return places;
    }

    private static bool IsPieceOf(string word, string known) =>
        (word.Length >= 3 && known.StartsWith(word, StringComparison.Ordinal))
        || (known.Length > word.Length && known.EndsWith(word, StringComparison.Ordinal) && char.IsAsciiLetter(known[^(word.Length + 1)]));

    private bool IsInView(int place, ulong[] inView) => TypeBits.CountBoth(inView, _index.Features[(int)TypeFeature.ModelDesignation].Bits(place)) > 0;

    private void AddValue(TypeFeatureValues feature, int place)
    {
        var texts = feature.Feature == TypeFeature.Brand ? [feature.Values[place], feature.Names["en"][place] ?? ""] : new[] { feature.Values[place] };
        foreach (var text in texts.Select(text => string.Join(' ', TypeText.Split(text).Select(word => word.Folded))).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal))
            ListOf(_values, text).Add((feature.Feature, place));
    }

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string key) => lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}
