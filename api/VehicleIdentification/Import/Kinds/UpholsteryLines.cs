namespace Aos.Api.VehicleIdentification.Import.Kinds;

/// <summary>A line of kind <c>upholsteries</c>.</summary>
internal sealed record UpholsteryLine : ImportLine
{
    [LineField("Code of the upholstery.", IsKey = true, Form = nameof(LineForms.FourCharacters))]
    public string? Code { get; init; }

    [LineField("Name by language.", IsNeeded = true, Form = nameof(LineForms.Name))]
    public LocalText? Name { get; init; }
}

/// <summary>Upholsteries.</summary>
internal sealed class UpholsteryLines(KnownCodes known)
    : ImportKind<UpholsteryLine, UpholsteryLine>(CatalogueTable.Upholsteries, ImportJson.Default.UpholsteryLine)
{
    public override UpholsteryLine? Check(UpholsteryLine line, LineCheck check)
    {
        check.Required("code", line.Code, LineForms.FourCharacters);
        check.Texts("name", line.Name, LineForms.Name);
        if (!check.IsClean)
            return null;
        known.Upholsteries.Add(line.Code!);
        return line;
    }

    public override UpholsteryLine? CheckGone(UpholsteryLine line, LineCheck check)
    {
        check.Required("code", line.Code, LineForms.FourCharacters);
        check.Known("code", line.Code, known.Upholsteries.Remove(line.Code ?? ""), "upholstery");
        return check.IsClean ? line : null;
    }

    public override void WriteKey(CopyRow copy, UpholsteryLine row) => copy.Text(row.Code);

    public override void WriteValues(CopyRow copy, UpholsteryLine row) => copy.Text(row.Name!.En).Text(row.Name.De);
}
