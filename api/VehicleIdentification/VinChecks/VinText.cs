using System.Globalization;
using System.Text;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>A text that should be a VIN, sorted into what may stand in one and what may not.</summary>
internal sealed class VinText
{
    /// <summary>Longest text that is looked at.</summary>
    public const int MaxLength = 200;

    /// <summary>Positions that a finding names at most.</summary>
    public const int MostPositions = 50;

    /// <summary>What stands for an unknown character.</summary>
    public const char Open = '*';

    private readonly StringBuilder _corrected = new(Vin.Length);

    private VinText(string text)
    {
        Normal = Vin.Normalise(text);
        foreach (var character in Normal.EnumerateRunes())
            Sort(character);
        Pattern = _corrected.ToString();
        Corrected = NotPermitted.Count == 0 ? Pattern : null;
    }

    /// <summary>The text in upper case, without blanks and hyphens.</summary>
    public string Normal { get; }

    /// <summary>Characters in it, as a reader counts them.</summary>
    public int Count { get; private set; }

    /// <summary>Positions of characters that look like one of a VIN.</summary>
    public List<int> LookAlikes { get; } = [];

    /// <summary>Positions that are left open.</summary>
    public List<int> Opens { get; } = [];

    /// <summary>Positions of characters that occur in no VIN.</summary>
    public List<int> NotPermitted { get; } = [];

    /// <summary>The text with look-alikes put right; null if other characters are in the way.</summary>
    public string? Corrected { get; }

    /// <summary>The text with look-alikes put right and * for every character that is not known.</summary>
    public string Pattern { get; }

    /// <summary>True if the text is a VIN by its form.</summary>
    public static bool IsWellFormed(string normal) => normal.Length == Vin.Length && normal.All(Vin.IsCharacter);

    /// <summary>Sorts the characters of a text that is no VIN.</summary>
    public static VinText Of(string text) => new(text);

    /// <summary>The text as an answer shows it: cut, and without control characters.</summary>
    public static string Shown(string text)
    {
        if (text.Length <= MaxLength && text.All(c => c is >= ' ' and <= '~'))
            return text;
        var shown = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var character in text.EnumerateRunes())
        {
            if (shown.Length + character.Utf16SequenceLength > MaxLength)
                break;
            shown.Append(Rune.GetUnicodeCategory(character) is UnicodeCategory.Control ? "\ufffd" : character.ToString());
        }

        return shown.ToString();
    }

    private void Sort(Rune character)
    {
        Count++;
        if (character.IsBmp && Vin.IsCharacter((char)character.Value))
            _corrected.Append((char)character.Value);
        else if (character.Value == Open)
        {
            Note(Opens);
            _corrected.Append(Open);
        }
        else if (VinLookAlikes.Of(character) is { } meant)
        {
            Note(LookAlikes);
            _corrected.Append(meant);
        }
        else
        {
            Note(NotPermitted);
            _corrected.Append(Open);
        }
    }

    private void Note(List<int> positions)
    {
        if (positions.Count < MostPositions)
            positions.Add(Count);
    }
}
