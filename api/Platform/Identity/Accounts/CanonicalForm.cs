using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>
/// Unicode normalisation form C. The program runs without the system's globalization data, where the framework's
/// <c>Normalize</c> changes nothing; a letter with an accent would be another one on another keyboard.
/// </summary>
internal static class CanonicalForm
{
    private const int SBase = 0xAC00, LBase = 0x1100, VBase = 0x1161, TBase = 0x11A7, LCount = 19, VCount = 21, TCount = 28;
    private static readonly Lazy<Tables> Data = new(Tables.Read);

    /// <summary>The text in form C. Broken surrogates stay as replacement characters.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var characters = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Decompose(rune.Value, characters);
        Order(characters);
        Compose(characters);
        var result = new StringBuilder(characters.Count);
        foreach (var character in characters)
            result.Append(new Rune(character).ToString());
        return result.ToString();
    }

    private static void Decompose(int character, List<int> target)
    {
        if (character is >= SBase and < SBase + LCount * VCount * TCount)
        {
            var index = character - SBase;
            target.Add(LBase + index / (VCount * TCount));
            target.Add(VBase + index % (VCount * TCount) / TCount);
            if (index % TCount != 0)
                target.Add(TBase + index % TCount);
        }
        else if (Data.Value.Parts.TryGetValue(character, out var parts))
            foreach (var part in parts)
                Decompose(part, target);
        else
            target.Add(character);
    }

    /// <summary>Marks behind one letter in the order of their classes; equal ones stay as they are.</summary>
    private static void Order(List<int> characters)
    {
        for (var i = 1; i < characters.Count; i++)
            for (var j = i; j > 0 && ClassOf(characters[j]) is > 0 and var own && ClassOf(characters[j - 1]) > own; j--)
                (characters[j - 1], characters[j]) = (characters[j], characters[j - 1]);
    }

    private static void Compose(List<int> characters)
    {
        var starter = -1;
        var last = 0;
        for (var i = 0; i < characters.Count; i++)
        {
            var own = ClassOf(characters[i]);
            var isNext = starter >= 0 && (last == 0 ? i == starter + 1 : last < own);
            if (isNext && Join(characters[starter], characters[i]) is { } joined)
            {
                characters[starter] = joined;
                characters.RemoveAt(i--);
                continue;
            }

            if (own == 0)
                starter = i;
            last = own;
        }
    }

    private static int? Join(int first, int second)
    {
        if (first is >= LBase and < LBase + LCount && second is >= VBase and < VBase + VCount)
            return SBase + ((first - LBase) * VCount + (second - VBase)) * TCount;
        if (first is >= SBase and < SBase + LCount * VCount * TCount && (first - SBase) % TCount == 0 && second is > TBase and < TBase + TCount)
            return first + (second - TBase);
        return Data.Value.Pairs.TryGetValue((first, second), out var whole) ? whole : null;
    }

    private static int ClassOf(int character) => Data.Value.Classes.GetValueOrDefault(character);

    private sealed record Tables(FrozenDictionary<int, int[]> Parts, FrozenDictionary<(int, int), int> Pairs, FrozenDictionary<int, int> Classes)
    {
        public static Tables Read()
        {
            var (parts, pairs, classes) = (new Dictionary<int, int[]>(), new Dictionary<(int, int), int>(), new Dictionary<int, int>());
            foreach (var line in WordList.Read("canonical-forms.txt"))
            {
                var (kind, key, values) = (line[..line.IndexOf(' ', StringComparison.Ordinal)], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(' '));
                if (kind == "c")
                    AddClass(classes, int.Parse(key, CultureInfo.InvariantCulture), values);
                else
                    parts[Hex(key)] = [.. values.Select(Hex)];
                if (kind == "d+")
                    pairs[(Hex(values[0]), Hex(values[1]))] = Hex(key);
            }

            return new(parts.ToFrozenDictionary(), pairs.ToFrozenDictionary(), classes.ToFrozenDictionary());
        }

        private static void AddClass(Dictionary<int, int> classes, int number, string[] ranges)
        {
            foreach (var range in ranges)
            {
                var ends = range.Split('-');
                for (var character = Hex(ends[0]); character <= Hex(ends[^1]); character++)
                    classes[character] = number;
            }
        }

        private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
