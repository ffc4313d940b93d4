using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>Rules for texts that are VINs by their form. How much a finding matters depends on the market, which the first character tells.</summary>
internal static class VinRules
{
    private const int SerialDigits = 5;

    // The same list for every VIN, so that a clean one costs nothing.
    private static readonly int[] FirstPosition = [1];
    private static readonly int[] WmiPositions = [1, 2, 3];
    private static readonly int[] PlantPosition = [11];
    private static readonly int[] ThirdPosition = [3];
    private static readonly int[] CheckPosition = [9];
    private static readonly int[] YearPosition = [10];

    public static IReadOnlyList<VinFinding> Of(string vin, Codebook? book, string language)
    {
        List<VinFinding>? found = null;
        Add(ref found, Wmi(vin, book, language));
        Add(ref found, SmallMaker(vin, language));
        Add(ref found, CheckDigit(vin, language));
        Add(ref found, ModelYear(vin, language));
        Add(ref found, Plant(vin, book, language));
        Add(ref found, Serial(vin, book, language));
        return found ?? (IReadOnlyList<VinFinding>)[];
    }

    private static VinFinding? Wmi(string vin, Codebook? book, string language) =>
        VinRegions.Of(vin[0]) is null ? Make(VinFindingCode.WmiNotAssigned, VinFindingSeverity.Warning, FirstPosition, VinFindingTexts.WmiNotAssigned.In(language, vin[0]))
        : book is { Wmis.Count: > 0 } && book.WmiOf(vin) is null ? Make(VinFindingCode.WmiUnknown, VinFindingSeverity.Hint, WmiPositions, VinFindingTexts.WmiUnknown.In(language, vin[..3]))
        : null;

    /// <summary>Only where the data know plants of this manufacturer.</summary>
    private static VinFinding? Plant(string vin, Codebook? book, string language) =>
        book is null || book.Plants.ContainsKey((vin[..3], vin[10])) || !book.Plants.Keys.Any(plant => vin.StartsWith(plant.Wmi, StringComparison.Ordinal)) ? null
        : Make(VinFindingCode.PlantUnknown, VinFindingSeverity.Hint, PlantPosition, VinFindingTexts.PlantUnknown.In(language, vin[10]));

    private static VinFinding? SmallMaker(string vin, string language) => VinRegions.IsSmallMaker(vin)
        ? Make(VinFindingCode.SmallMaker, VinFindingSeverity.Hint, ThirdPosition, VinFindingTexts.SmallMaker.In(language, vin[11..14]))
        : null;

    private static VinFinding? CheckDigit(string vin, string language) => Vin.Check(vin) switch
    {
        Vehicles.CheckDigit.Right => null,
        Vehicles.CheckDigit.Wrong => Make(VinFindingCode.CheckDigitWrong, VinFindingSeverity.Error, CheckPosition,
            VinFindingTexts.CheckDigitWrong.In(language, Vin.ExpectedCheckDigit(vin), vin[8])),
        _ => Make(VinFindingCode.CheckDigitWrong, VinFindingSeverity.Warning, CheckPosition,
            VinFindingTexts.CheckDigitDoubtful.In(language, Vin.ExpectedCheckDigit(vin), vin[8])),
    };

    /// <summary>In North America a code is prescribed; elsewhere the character often says nothing.</summary>
    private static VinFinding? ModelYear(string vin, string language) => VinModelYears.IsCoded(vin) ? null
        : VinRegions.IsNorthAmerica(vin[0])
            ? Make(VinFindingCode.ModelYearNotCoded, VinFindingSeverity.Warning, YearPosition, VinFindingTexts.ModelYearMissing.In(language, vin[9]))
            : Make(VinFindingCode.ModelYearNotCoded, VinFindingSeverity.Hint, YearPosition, VinFindingTexts.ModelYearNotCoded.In(language, vin[9]));

    private static VinFinding? Serial(string vin, Codebook? book, string language)
    {
        if (book?.WmiOf(vin)?.ProductType == ProductType.Motorcycle)
            return null;
        List<int>? letters = null;
        for (var place = Vin.Length - SerialDigits; place < Vin.Length; place++)
            if (!char.IsAsciiDigit(vin[place]))
                (letters ??= []).Add(place + 1);
        return letters is null ? null : Make(VinFindingCode.SerialNotNumeric,
            VinRegions.IsNorthAmerica(vin[0]) ? VinFindingSeverity.Warning : VinFindingSeverity.Hint,
            letters, VinFindingTexts.SerialNotNumeric.In(language, TextRules.Joined(letters)));
    }

    private static void Add(ref List<VinFinding>? found, VinFinding? finding)
    {
        if (finding is not null)
            (found ??= []).Add(finding);
    }

    private static VinFinding Make(VinFindingCode code, VinFindingSeverity severity, IReadOnlyList<int> positions, string text) =>
        new() { Code = code, Severity = severity, Positions = positions, Text = text };
}
