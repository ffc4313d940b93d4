using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>Checks texts that should be VINs. Reads nothing but the codebook of a release.</summary>
internal static class VinCheckRules
{
    /// <summary>What can be said about any text without looking for vehicles: <c>isKnown</c> and candidates are for the caller to add.</summary>
    /// <param name="text">As it was sent.</param>
    /// <param name="book">Codebook of the release; null where nothing was loaded yet.</param>
    /// <param name="language">Language of the texts.</param>
    public static VinCheck Of(string text, Codebook? book, string language)
    {
        var normal = Vin.Normalise(text);
        var isWellFormed = VinText.IsWellFormed(normal);
        return new()
        {
            Input = VinText.Shown(text),
            Vin = isWellFormed ? normal : null,
            IsWellFormed = isWellFormed,
            Structure = isWellFormed ? StructureOf(normal, book, language) : null,
            Findings = isWellFormed ? VinRules.Of(normal, book, language) : TextRules.Of(VinText.Of(text), language),
            Candidates = [],
        };
    }

    private static VinStructure StructureOf(string vin, Codebook? book, string language)
    {
        var isSmall = VinRegions.IsSmallMaker(vin);
        var maker = book?.WmiOf(vin);
        var plant = book?.PlantOf(vin[..3], vin[10], producedOn: null);
        return new()
        {
            Wmi = vin[..3],
            WmiExtension = isSmall ? vin[11..14] : null,
            Manufacturer = maker?.Manufacturer,
            Region = VinRegions.Of(vin[0]),
            Country = maker?.Country,
            Vds = vin[3..9],
            Vis = vin[9..],
            CheckDigit = new() { Actual = vin[8].ToString(), Expected = Vin.ExpectedCheckDigit(vin).ToString(), Verdict = Vin.Check(vin) },
            ModelYear = VinModelYears.Of(vin),
            Plant = new() { Code = vin[10].ToString(), Name = (language == "de" ? plant?.NameDe : null) ?? plant?.NameEn, Country = plant?.Country },
            SerialNumber = isSmall ? vin[14..] : vin[11..],
        };
    }
}
