namespace Aos.Api.VehicleIdentification.Import.Kinds;

/// <summary>A line of kind <c>options</c>.</summary>
internal sealed record OptionLine : ImportLine
{
    [LineField("Code of the option.", IsKey = true, Form = nameof(LineForms.ThreeCharacters))]
    public string? Code { get; init; }

    [LineField("Kind of vehicle for which the code has this meaning.", IsKey = true, Words = nameof(LineWords.ProductTypes))]
    public string? ProductType { get; init; }

    [LineField("Kind of option.", IsNeeded = true, Words = nameof(LineWords.OptionKinds))]
    public string? Kind { get; init; }

    [LineField("Category, in lower camel case.", IsNeeded = true, Form = nameof(LineForms.Word))]
    public string? Category { get; init; }

    [LineField("Short text by language.", IsNeeded = true, Form = nameof(LineForms.Name))]
    public LocalText? ShortText { get; init; }

    [LineField("Long text by language.", Form = nameof(LineForms.Prose))]
    public LocalText? LongText { get; init; }
}

/// <summary>An option with its permanent number.</summary>
internal sealed record OptionRow(short Id, OptionLine Line);

/// <summary>Special, country and package equipment, by code and product type.</summary>
internal sealed class OptionLines(KnownCodes known) : ImportKind<OptionLine, OptionRow>(CatalogueTable.Options, ImportJson.Default.OptionLine)
{
    public override OptionRow? Check(OptionLine line, LineCheck check)
    {
        CheckKey(line, check);
        check.OneOf("kind", line.Kind, LineWords.OptionKinds, required: true);
        check.Required("category", line.Category, LineForms.Word);
        check.Texts("shortText", line.ShortText, LineForms.Name);
        check.Texts("longText", line.LongText, LineForms.Prose, required: false);
        if (!check.IsClean || RowOf(line, check) is not { } row)
            return null;
        known.OptionsOf(line.ProductType)[line.Code!] = row.Id;
        return row;
    }

    public override OptionRow? CheckGone(OptionLine line, LineCheck check)
    {
        CheckKey(line, check);
        check.Known("code", line.Code, known.OptionsOf(line.ProductType).Remove(line.Code ?? ""), "option");
        return check.IsClean ? RowOf(line, check) : null;
    }

    public override void WriteKey(CopyRow copy, OptionRow row) => copy.Small(row.Id);

    public override void WriteValues(CopyRow copy, OptionRow row)
    {
        var line = row.Line;
        copy.Text(line.Code).Text(line.ProductType).Text(line.Kind).Text(line.Category)
            .Text(line.ShortText!.En).Text(line.ShortText.De).Text(line.LongText?.En).Text(line.LongText?.De);
    }

    private static void CheckKey(OptionLine line, LineCheck check)
    {
        check.Required("code", line.Code, LineForms.ThreeCharacters);
        check.OneOf("productType", line.ProductType, ProductTypes.All, required: true);
    }

    private OptionRow? RowOf(OptionLine line, LineCheck check)
    {
        var id = known.OptionIds.IdOf((line.Code!, line.ProductType!));
        if (id > short.MaxValue)
            check.Fault("code", $"is one too many: a data set can have {short.MaxValue:N0} options over all its releases");
        return check.IsClean ? new((short)id, line) : null;
    }
}
