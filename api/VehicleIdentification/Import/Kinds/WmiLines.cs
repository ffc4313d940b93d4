namespace Aos.Api.VehicleIdentification.Import.Kinds;

/// <summary>A line of kind <c>wmis</c>.</summary>
internal sealed record WmiLine : ImportLine
{
    [LineField("Three characters, or six of a small maker, whose third is 9.", IsKey = true, Form = nameof(LineForms.Wmi))]
    public string? Code { get; init; }

    [LineField("Who has the identifier.", IsNeeded = true, Form = nameof(LineForms.Name))]
    public string? Manufacturer { get; init; }

    [LineField("Code of a brand; absent where it stands for several, or is unknown.", Form = nameof(LineForms.Word))]
    public string? Brand { get; init; }

    [LineField("Kind of vehicle; absent where it stands for both, or is unknown.", Words = nameof(LineWords.ProductTypes))]
    public string? ProductType { get; init; }

    [LineField("Country (ISO 3166-1 alpha-2).", IsNeeded = true, Form = nameof(LineForms.Country))]
    public string? Country { get; init; }

    [LineField("Part of the world (ISO 3780).", IsNeeded = true, Words = nameof(LineWords.Regions))]
    public string? Region { get; init; }
}

/// <summary>World manufacturer identifiers (ISO 3780): who made a vehicle, by the first characters of its VIN.</summary>
internal sealed class WmiLines(KnownCodes known) : ImportKind<WmiLine, WmiLine>(CatalogueTable.Wmis, ImportJson.Default.WmiLine)
{
    public override WmiLine? Check(WmiLine line, LineCheck check)
    {
        check.Required("code", line.Code, LineForms.Wmi);
        check.Required("manufacturer", line.Manufacturer, LineForms.Name);
        check.Optional("brand", line.Brand, LineForms.Word);
        check.Known("brand", line.Brand, known.Brands.Contains(line.Brand ?? ""), "brand");
        check.OneOf("productType", line.ProductType, ProductTypes.All);
        check.Required("country", line.Country, LineForms.Country);
        check.OneOf("region", line.Region, LineWords.Regions, required: true);
        if (!check.IsClean)
            return null;
        known.Wmis.Add(line.Code!);
        return line;
    }

    public override WmiLine? CheckGone(WmiLine line, LineCheck check)
    {
        check.Required("code", line.Code, LineForms.Wmi);
        check.Known("code", line.Code, known.Wmis.Remove(line.Code ?? ""), "WMI");
        return check.IsClean ? line : null;
    }

    public override void WriteKey(CopyRow copy, WmiLine row) => copy.Text(row.Code);

    public override void WriteValues(CopyRow copy, WmiLine row) =>
        copy.Text(row.Manufacturer).Text(row.Brand).Text(row.ProductType).Text(row.Country).Text(row.Region);
}
