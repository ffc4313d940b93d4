using System.Globalization;
using System.Text;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>A word of the free text.</summary>
/// <param name="Written">As it was written.</param>
/// <param name="Folded">In lower case, without accents, umlauts as two letters.</param>
internal readonly record struct TypeWord(string Written, string Folded);

/// <summary>
/// Reads free text such as "320i touring 2014": years and months, values of the release by their names, everyday words in
/// English and German, and parts of sales designations, in this order, the longest run of words first.
/// </summary>
internal sealed class TypeText
{
    private const int LongestPhrase = 4;
    private const string Accented = "äöüßáàâåãāçćčďéèêëēěęíìîïīłñńňóòôõōřśšťúùûůūýÿźžż";
    private const string Plain = "aousaaaaaacccdeeeeeeeiiiiilnnnooooorsstuuuuuyyzzz";
    private static readonly string[] Umlauts = ["ae", "oe", "ue", "ss"];

    private readonly List<UnderstoodWords> _understood = [];
    private readonly List<string> _notUnderstood = [];
    private readonly TypeIndex _index;
    private readonly TypeQuery _query;
    private readonly ulong[] _inView;
    private List<int>? _designations;
    private string _designationText = "";
    private int _designationPlace;

    private TypeText(TypeIndex index, TypeQuery query, ulong[] inView) => (_index, _query, _inView) = (index, query, inView);

    /// <summary>What the words of a query mean, and those that mean nothing.</summary>
    public static (IReadOnlyList<UnderstoodWords> Understood, IReadOnlyList<string> NotUnderstood) Read(TypeIndex index, TypeQuery query, ulong[] inView)
    {
        if (string.IsNullOrWhiteSpace(query.Q))
            return ([], []);
        var text = new TypeText(index, query, inView);
        var words = Split(query.Q);
        // The length of a query bounds its words.
        for (var at = 0; at < words.Count;)
            at += text.ReadAt(words, at);
        text.EndDesignation();
        return (text._understood, text._notUnderstood);
    }

    /// <summary>The words of a text. Months such as 2014-03 and 03/2014 are one word.</summary>
    public static List<TypeWord> Split(string text)
    {
        var words = new List<TypeWord>();
        foreach (var part in text.Split([' ', ',', ';', '(', ')', '"', '\''], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (MonthOf(part) is not null)
                words.Add(new(part, part));
            else
                words.AddRange(part.Split(['-', '/', '_'], StringSplitOptions.RemoveEmptyEntries).Select(word => new TypeWord(word, Fold(word))).Where(word => word.Folded.Length > 0));
        return words;
    }

    /// <summary>Lower case, without accents; umlauts as two letters. By table: normalisation needs globalisation data that a container may lack.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 4);
        foreach (var c in text.ToLowerInvariant())
            switch (Accented.IndexOf(c, StringComparison.Ordinal))
            {
                case -1:
                    folded.Append(c);
                    break;
                case var place and < 4:
                    folded.Append(Umlauts[place]);
                    break;
                case var place:
                    folded.Append(Plain[place]);
                    break;
            }

        return folded.ToString();
    }

    /// <summary>Reads what begins at a word and tells how many words that are.</summary>
    private int ReadAt(List<TypeWord> words, int at)
    {
        if (ReadTime(words[at]))
            return 1;
        for (var length = Math.Min(LongestPhrase, words.Count - at); length > 0; length--)
            if (ReadPhrase(words.GetRange(at, length)))
                return length;
        if (_index.Vocabulary.Designations(words[at].Folded, _inView) is { Count: > 0 } designations)
            AddDesignation(words[at].Written, designations);
        else if (!TypeWords.Fillers.Contains(words[at].Folded))
            _notUnderstood.Add(words[at].Written);
        return 1;
    }

    private bool ReadTime(TypeWord word)
    {
        if (MonthOf(word.Written) is { } month)
            Add(word.Written, TypeFeature.ProductionMonth, [month]);
        else if (word.Folded is ['1', '9', _, _] or ['2', '0', _, _] && word.Folded.All(char.IsAsciiDigit))
            Add(word.Written, TypeFeature.ModelYear, [word.Folded]);
        else
            return false;
        return true;
    }

    private bool ReadPhrase(List<TypeWord> words)
    {
        var folded = string.Join(' ', words.Select(word => word.Folded));
        var written = string.Join(' ', words.Select(word => word.Written));
        if (_index.Vocabulary.Find(folded, _inView) is { } value)
            Add(written, value.Feature, [value.Value]);
        else if (TypeWords.ByText.TryGetValue(folded, out var everyday))
            Add(written, everyday.Feature, everyday.Values);
        else
            return false;
        return true;
    }

    /// <summary>Words of one designation narrow it down ("cooper s"); words that no designation has together are alternatives ("320i 320d").</summary>
    private void AddDesignation(string written, List<int> places)
    {
        if (_designations is not null && _designations.Intersect(places).ToList() is { Count: > 0 } both)
        {
            (_designations, _designationText) = (both, $"{_designationText} {written}");
            return;
        }

        EndDesignation();
        (_designations, _designationText, _designationPlace) = (places, written, _understood.Count);
    }

    private void EndDesignation()
    {
        if (_designations is not null)
            _understood.Insert(_designationPlace, Understood(_designationText, TypeFeature.ModelDesignation, [.. _designations.Select(place => _index.Features[(int)TypeFeature.ModelDesignation].Values[place])]));
        _designations = null;
    }

    private void Add(string written, TypeFeature feature, IReadOnlyList<string> values) =>
        _understood.Add(Understood(written, feature, values));

    private UnderstoodWords Understood(string written, TypeFeature feature, IReadOnlyList<string> values) =>
        new() { Text = written, Feature = feature, Values = values, Applied = _query.Of(feature) is not { Length: > 0 } };

    private static string? MonthOf(string text) => text switch
    {
        [_, _, _, _, '-', _, _] => Month(text[..4], text[5..]),
        [_, _, '/', _, _, _, _] or [_, _, '.', _, _, _, _] => Month(text[3..], text[..2]),
        _ => null,
    };

    private static string? Month(string year, string month) =>
        year is ['1', '9', _, _] or ['2', '0', _, _] && year.All(char.IsAsciiDigit) && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 12
            ? $"{year}-{month}"
            : null;
}
