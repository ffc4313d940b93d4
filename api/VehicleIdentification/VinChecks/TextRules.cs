using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>Rules for texts that are no VIN: why not, and what was probably meant. All of them are errors in every market.</summary>
internal static class TextRules
{
    public static List<VinFinding> Of(VinText text, string language)
    {
        var found = new List<VinFinding>(3);
        if (text.Count == 0)
            found.Add(Make(VinFindingCode.TextEmpty, [], VinFindingTexts.TextEmpty.In(language)));
        else if (text.Count != Vin.Length)
            found.Add(Make(VinFindingCode.LengthWrong, [], VinFindingTexts.LengthWrong.In(language, text.Count)));
        if (text.Corrected is { Length: Vin.ShortLength } shortVin && !shortVin.Contains(VinText.Open, StringComparison.Ordinal))
            found.Add(Make(VinFindingCode.ShortVin, [], VinFindingTexts.ShortVin.In(language, shortVin)) with { Severity = VinFindingSeverity.Hint });
        if (text.LookAlikes.Count > 0)
            found.Add(Make(VinFindingCode.LookAlike, text.LookAlikes, VinFindingTexts.LookAlike.In(language, Joined(text.LookAlikes))) with { Suggestion = LikelyVin(text) });
        if (text.Opens.Count > 0)
            found.Add(Make(VinFindingCode.CharacterOpen, text.Opens, VinFindingTexts.CharacterOpen.In(language, Joined(text.Opens))));
        if (text.NotPermitted.Count > 0)
            found.Add(Make(VinFindingCode.CharacterNotPermitted, text.NotPermitted, VinFindingTexts.CharacterNotPermitted.In(language, Joined(text.NotPermitted))));
        return found;
    }

    /// <summary>Positions as a reader writes them, such as <c>3, 7</c>; the first ten.</summary>
    public static string Joined(IReadOnlyList<int> positions) =>
        string.Join(", ", positions.Take(10)) + (positions.Count > 10 ? ", …" : "");

    /// <summary>Only a text with the length of a VIN or of a short VIN was probably meant to be one.</summary>
    private static string? LikelyVin(VinText text) => text.Corrected is { Length: Vin.Length or Vin.ShortLength } likely ? likely : null;

    private static VinFinding Make(VinFindingCode code, IReadOnlyList<int> positions, string text) =>
        new() { Code = code, Severity = VinFindingSeverity.Error, Positions = positions, Text = text };
}
