namespace Aos.Api.VehicleIdentification.Import.Kinds;

/// <summary>A line of kind <c>paints</c>.</summary>
internal sealed record PaintLine : ImportLine
{
    [LineField("Code of the paint.", IsKey = true, Form = nameof(LineForms.ThreeCharacters))]
    public string? Code { get; init; }

    [LineField("Name by language.", IsNeeded = true, Form = nameof(LineForms.Name))]
    public LocalText? Name { get; init; }

    [LineField("Colour on a screen, such as #1A1C20.", Form = nameof(LineForms.Hex))]
    public string? Hex { get; init; }
}

/// <summary>Paints, with the colour on a screen where it is known.</summary>
internal sealed class PaintLines(KnownCodes known) : ImportKind<PaintLine, PaintLine>(CatalogueTable.Paints, ImportJson.Default.PaintLine)
{
    public override PaintLine? Check(PaintLine line, LineCheck check)
    {
        check.Required("code", line.Code, LineForms.ThreeCharacters);
        check.Texts("name", line.Name, LineForms.Name);
        check.Optional("hex", line.Hex, LineForms.Hex);
        if (!check.IsClean)
            return null;
        known.Paints.Add(line.Code!);
        return line;
    }

    public override PaintLine? CheckGone(PaintLine line, LineCheck check)
    {
        check.Required("code", line.Code, LineForms.ThreeCharacters);
        check.Known("code", line.Code, known.Paints.Remove(line.Code ?? ""), "paint");
        return check.IsClean ? line : null;
    }

    public override void WriteKey(CopyRow copy, PaintLine row) => copy.Text(row.Code);

    public override void WriteValues(CopyRow copy, PaintLine row) => copy.Text(row.Name!.En).Text(row.Name.De).Text(row.Hex);
}
