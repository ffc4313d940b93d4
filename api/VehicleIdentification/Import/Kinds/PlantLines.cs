namespace Aos.Api.VehicleIdentification.Import.Kinds;

/// <summary>A line of kind <c>plants</c>.</summary>
internal sealed record PlantLine : ImportLine
{
    [LineField("Code of a WMI.", IsKey = true, Form = nameof(LineForms.Wmi))]
    public string? Wmi { get; init; }

    [LineField("Character 11 of the VIN.", IsKey = true, Form = nameof(LineForms.VinCharacter))]
    public string? Code { get; init; }

    [LineField("Name of the plant by language.", IsNeeded = true, Form = nameof(LineForms.Name))]
    public LocalText? Name { get; init; }

    [LineField("Country (ISO 3166-1 alpha-2).", IsNeeded = true, Form = nameof(LineForms.Country))]
    public string? Country { get; init; }

    [LineField("First day of production on which the character means this plant; part of the key.", Format = "date")]
    public string? ValidFrom { get; init; }

    [LineField("Last day of it.", Format = "date")]
    public string? ValidTo { get; init; }
}

/// <summary>A plant and the days in which vehicles with its character left it.</summary>
internal sealed record PlantRow(PlantLine Line, DateOnly? From, DateOnly? To)
{
    /// <summary>Characters are used again for other plants: the first day belongs to the key.</summary>
    public string Id => KnownPlants.IdOf(Line.Wmi!, Line.Code!, From);
}

/// <summary>Plants by WMI and character 11 of the VIN.</summary>
internal sealed class PlantLines(KnownCodes known) : ImportKind<PlantLine, PlantRow>(CatalogueTable.Plants, ImportJson.Default.PlantLine)
{
    public override PlantRow? Check(PlantLine line, LineCheck check)
    {
        CheckKey(line, check);
        check.Known("wmi", line.Wmi, known.Wmis.Contains(line.Wmi ?? ""), "WMI");
        check.Texts("name", line.Name, LineForms.Name);
        check.Required("country", line.Country, LineForms.Country);
        var from = check.Date("validFrom", line.ValidFrom, mayLieAhead: true);
        var to = check.Date("validTo", line.ValidTo, mayLieAhead: true);
        if (to < from)
            check.Fault("validTo", "lies before validFrom");
        if (!check.IsClean)
            return null;
        if (known.Plants.FindOverlap(line.Wmi!, line.Code!, from, to) is { } other)
            check.Fault("validFrom", $"overlaps the time of the plant {other}");
        if (!check.IsClean)
            return null;
        known.Plants.Set(line.Wmi!, line.Code!, from, to);
        return new(line, from, to);
    }

    public override PlantRow? CheckGone(PlantLine line, LineCheck check)
    {
        CheckKey(line, check);
        var from = check.Date("validFrom", line.ValidFrom, mayLieAhead: true);
        if (!check.IsClean)
            return null;
        check.Known("code", line.Code, known.Plants.Remove(line.Wmi!, line.Code!, from), "plant");
        return check.IsClean ? new(line, from, null) : null;
    }

    public override void WriteKey(CopyRow copy, PlantRow row) => copy.Text(row.Id);

    public override void WriteValues(CopyRow copy, PlantRow row)
    {
        var line = row.Line;
        copy.Text(line.Wmi).Text(line.Code).Text(line.Name!.En).Text(line.Name.De).Text(line.Country).Date(row.From).Date(row.To);
    }

    private static void CheckKey(PlantLine line, LineCheck check)
    {
        check.Required("wmi", line.Wmi, LineForms.Wmi);
        check.Required("code", line.Code, LineForms.VinCharacter);
    }
}
