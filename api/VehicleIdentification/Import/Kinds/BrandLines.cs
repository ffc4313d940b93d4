namespace Aos.Api.VehicleIdentification.Import.Kinds;

/// <summary>A line of kind <c>brands</c>.</summary>
internal sealed record BrandLine : ImportLine
{
    [LineField("Code of the brand, in lower camel case.", IsKey = true, Form = nameof(LineForms.Word))]
    public string? Code { get; init; }

    [LineField("Name of the brand.", IsNeeded = true, Form = nameof(LineForms.Name))]
    public string? Name { get; init; }

    [LineField("Kind of the vehicles of the brand; absent for both. The right of the brand then fits organisations that see this kind.", Words = nameof(LineWords.ProductTypes))]
    public string? VehicleKind { get; init; }
}

/// <summary>Brands: a caller's rights name them by code.</summary>
internal sealed class BrandLines(KnownCodes known) : ImportKind<BrandLine, BrandLine>(CatalogueTable.Brands, ImportJson.Default.BrandLine)
{
    public override BrandLine? Check(BrandLine line, LineCheck check)
    {
        check.Required("code", line.Code, LineForms.Word);
        check.Required("name", line.Name, LineForms.Name);
        check.OneOf("vehicleKind", line.VehicleKind, ProductTypes.All);
        if (!check.IsClean)
            return null;
        known.Brands.Add(line.Code!);
        return line;
    }

    public override BrandLine? CheckGone(BrandLine line, LineCheck check)
    {
        check.Required("code", line.Code, LineForms.Word);
        check.Known("code", line.Code, known.Brands.Remove(line.Code ?? ""), "brand");
        return check.IsClean ? line : null;
    }

    public override void WriteKey(CopyRow copy, BrandLine row) => copy.Text(row.Code);

    public override void WriteValues(CopyRow copy, BrandLine row) => copy.Text(row.Name).Text(row.VehicleKind);
}
