using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>
/// Which VINs a text may mean. What is asked of the database are exact VINs and exact short VINs, so that an index
/// answers: a wrong character among the first ten leaves the last seven as they are, and one among the last seven
/// leaves 224 VINs that it may be.
/// </summary>
internal sealed class VinCandidates
{
    /// <summary>Candidates of one text.</summary>
    public const int Most = 10;

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    private const int Head = Vin.Length - Vin.ShortLength;

    private readonly VinText _text;
    private readonly string _pattern;
    private readonly int _opens;

    public VinCandidates(string text)
    {
        _text = VinText.Of(text);
        _pattern = _text.Pattern;
        _opens = _pattern.Count(c => c == VinText.Open);
    }

    /// <summary>Adds what the database is asked for this text.</summary>
    /// <param name="vins">Exact VINs.</param>
    /// <param name="tails">Exact short VINs.</param>
    public void Probe(ISet<string> vins, ISet<string> tails)
    {
        if (_pattern.Length == Vin.Length && _opens == 0)
            ProbeWhole(vins, tails);
        else if (_pattern.Length == Vin.Length)
            ProbeOpen(tails);
        else if (_pattern.Length == Vin.Length - 1 && _opens == 0)
            ProbeMissing(vins, tails);
        else if (_pattern.Length == Vin.Length + 1 && _opens == 0)
            for (var place = 0; place < _pattern.Length; place++)
                vins.Add(_pattern.Remove(place, 1));
    }

    /// <summary>How the text differs from a VIN; null if by more than what makes a candidate.</summary>
    public (VinCandidateKind Kind, IReadOnlyList<int> Positions)? Compare(string vin) => _pattern.Length switch
    {
        Vin.Length => CompareWhole(vin),
        Vin.Length - 1 when _opens == 0 && Dropped(vin, _pattern) is { } place => (VinCandidateKind.MissingCharacter, [place + 1]),
        Vin.Length + 1 when _opens == 0 && Dropped(_pattern, vin) is not null => (VinCandidateKind.SurplusCharacter, []),
        _ => null,
    };

    private void ProbeWhole(ISet<string> vins, ISet<string> tails)
    {
        vins.Add(_pattern);
        tails.Add(_pattern[Head..]);
        for (var place = Head; place < Vin.Length; place++)
            foreach (var character in Alphabet)
                vins.Add(With(_pattern, place, character));
        for (var place = Head - 1; place < Vin.Length - 1; place++)
            vins.Add(With(With(_pattern, place, _pattern[place + 1]), place + 1, _pattern[place]));
    }

    /// <summary>Any number of open characters among the first ten, and one among the last seven.</summary>
    private void ProbeOpen(ISet<string> tails)
    {
        var place = _pattern.IndexOf(VinText.Open, Head);
        if (place < 0)
            tails.Add(_pattern[Head..]);
        else if (_pattern.LastIndexOf(VinText.Open) == place)
            foreach (var character in Alphabet)
                tails.Add(With(_pattern, place, character)[Head..]);
    }

    private void ProbeMissing(ISet<string> vins, ISet<string> tails)
    {
        tails.Add(_pattern[^Vin.ShortLength..]);
        for (var place = Head; place < Vin.Length; place++)
            foreach (var character in Alphabet)
                vins.Add(_pattern.Insert(place, character.ToString()));
    }

    private (VinCandidateKind, IReadOnlyList<int>)? CompareWhole(string vin)
    {
        var first = -1;
        var last = -1;
        var count = 0;
        for (var place = 0; place < Vin.Length; place++)
            if (_pattern[place] != VinText.Open && _pattern[place] != vin[place])
            {
                first = count == 0 ? place : first;
                last = place;
                if (++count > 2)
                    return null;
            }

        return (count, _opens) switch
        {
            (0, 0) => (VinCandidateKind.LookAlike, OwnPositions()),
            (0, _) => (_text.Opens.Count == 0 ? VinCandidateKind.OneCharacter : VinCandidateKind.OpenCharacters, OwnPositions()),
            (1, 0) => (VinCandidateKind.OneCharacter, [.. OwnPositions().Append(first + 1).Distinct().Order()]),
            (2, 0) when last == first + 1 && _pattern[first] == vin[last] && _pattern[last] == vin[first] => (VinCandidateKind.Swapped, [first + 1, last + 1]),
            _ => null,
        };
    }

    /// <summary>Positions at which the text itself is no VIN; unknown where an unusual blank or hyphen moves them.</summary>
    private IReadOnlyList<int> OwnPositions() =>
        _text.Count == Vin.Length ? [.. _text.LookAlikes.Concat(_text.Opens).Concat(_text.NotPermitted).Order()] : [];

    /// <summary>The place whose character the shorter text lacks; null if they differ otherwise.</summary>
    private static int? Dropped(string longer, string shorter)
    {
        var place = 0;
        while (place < shorter.Length && longer[place] == shorter[place])
            place++;
        return longer.AsSpan(place + 1).SequenceEqual(shorter.AsSpan(place)) ? place : null;
    }

    private static string With(string text, int place, char character) =>
        string.Create(text.Length, (text, place, character), static (made, wish) =>
        {
            wish.text.CopyTo(made);
            made[wish.place] = wish.character;
        });
}
