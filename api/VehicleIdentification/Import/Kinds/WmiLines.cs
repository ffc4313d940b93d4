namespace Aos.Api.VehicleIdentification.Import.Kinds;

/// <summary>A line of kind <c>wmis</c>.</summary>
internal sealed record WmiLine : ImportLine
{
    public string? Code { get; init; }
    public string? Manufacturer { get; init; }
    public string? Brand { get; init; }
    public string? ProductType { get; init; }
    public string? Country { get; init; }
    public string? Region { get; init; }
}

/// <summary>World manufacturer identifiers (ISO 3780): who made a vehicle, by the first characters of its VIN.</summary>
internal sealed class WmiLines(KnownCodes known) : ImportKind<WmiLine, WmiLine>(CatalogueTable.Wmis, ImportJson.Default.WmiLine)
{
    private static readonly string[] Regions = ["africa", "asia", "europe", "northAmerica", "oceania", "southAmerica"];

    public override WmiLine? Check(WmiLine line, LineCheck check)
    {
        check.Required("code", line.Code, LineForms.Wmi);
        check.Required("manufacturer", line.Manufacturer, LineForms.Name);
        check.Optional("brand", line.Brand, LineForms.Word);
        check.Known("brand", line.Brand, known.Brands.Contains(line.Brand ?? ""), "brand");
        check.OneOf("productType", line.ProductType, ProductTypes.All);
        check.Required("country", line.Country, LineForms.Country);
        check.OneOf("region", line.Region, Regions, required: true);
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
