namespace Aos.Api.VehicleIdentification.Import.Kinds;

/// <summary>A line of kind <c>models</c>.</summary>
internal sealed record ModelLine : ImportLine
{
    [LineField("Type key: characters 4 to 7 of most VINs.", IsKey = true, Form = nameof(LineForms.TypeKey))]
    public string? TypeKey { get; init; }

    [LineField("Lead model.", IsNeeded = true, Form = nameof(LineForms.ShortCode))]
    public string? LeadModel { get; init; }

    [LineField("Model.", IsNeeded = true, Form = nameof(LineForms.ShortCode))]
    public string? Model { get; init; }

    [LineField("Designation for people.", IsNeeded = true, Form = nameof(LineForms.Name))]
    public string? Designation { get; init; }

    [LineField("Code of a brand.", IsNeeded = true, Form = nameof(LineForms.Word))]
    public string? Brand { get; init; }

    [LineField("Kind of vehicle.", IsNeeded = true, Words = nameof(LineWords.ProductTypes))]
    public string? ProductType { get; init; }

    [LineField("Series.", IsNeeded = true, Form = nameof(LineForms.ShortCode))]
    public string? Series { get; init; }

    [LineField("Development code, such as E91 or G20.", Form = nameof(LineForms.DevelopmentCode))]
    public string? DevelopmentCode { get; init; }

    [LineField("Body.", Words = nameof(LineWords.BodyTypes))]
    public string? BodyType { get; init; }

    [LineField("Engine type.", IsNeeded = true, Form = nameof(LineForms.ShortCode))]
    public string? EngineType { get; init; }

    [LineField("What drives it.", Words = nameof(LineWords.Propulsions))]
    public string? Propulsion { get; init; }

    [LineField("Driven wheels, or for motorcycles how the wheel is driven.", Words = nameof(LineWords.DriveTrains))]
    public string? DriveTrain { get; init; }

    [LineField("Gearbox.", Words = nameof(LineWords.Gearboxes))]
    public string? Gearbox { get; init; }

    [LineField("Side of the steering wheel.", Words = nameof(LineWords.Steerings))]
    public string? Steering { get; init; }

    [LineField("Market, in capital letters.", Form = nameof(LineForms.Market))]
    public string? Market { get; init; }

    [LineField("First day of production.", Format = "date")]
    public string? ProducedFrom { get; init; }

    [LineField("Last day of production.", Format = "date")]
    public string? ProducedTo { get; init; }
}

/// <summary>A model with its permanent number.</summary>
internal sealed record ModelRow(int Id, ModelLine Line, DateOnly? From, DateOnly? To);

/// <summary>Models: what a type key decides.</summary>
internal sealed class ModelLines(KnownCodes known) : ImportKind<ModelLine, ModelRow>(CatalogueTable.Models, ImportJson.Default.ModelLine)
{
    public override ModelRow? Check(ModelLine line, LineCheck check)
    {
        check.Required("typeKey", line.TypeKey, LineForms.TypeKey);
        check.Required("leadModel", line.LeadModel, LineForms.ShortCode);
        check.Required("model", line.Model, LineForms.ShortCode);
        check.Required("designation", line.Designation, LineForms.Name);
        check.Required("brand", line.Brand, LineForms.Word);
        check.Known("brand", line.Brand, known.Brands.Contains(line.Brand ?? ""), "brand");
        check.OneOf("productType", line.ProductType, ProductTypes.All, required: true);
        check.Required("series", line.Series, LineForms.ShortCode);
        check.Optional("developmentCode", line.DevelopmentCode, LineForms.DevelopmentCode);
        check.Required("engineType", line.EngineType, LineForms.ShortCode);
        CheckFeatures(line, check);
        var from = check.Date("producedFrom", line.ProducedFrom, mayLieAhead: true);
        var to = check.Date("producedTo", line.ProducedTo, mayLieAhead: true);
        if (to < from)
            check.Fault("producedTo", "lies before producedFrom");
        if (!check.IsClean)
            return null;
        var id = known.ModelIds.IdOf(line.TypeKey!);
        known.Models[line.TypeKey!] = new(id, line.ProductType!);
        return new(id, line, from, to);
    }

    public override ModelRow? CheckGone(ModelLine line, LineCheck check)
    {
        check.Required("typeKey", line.TypeKey, LineForms.TypeKey);
        check.Known("typeKey", line.TypeKey, known.Models.Remove(line.TypeKey ?? ""), "model");
        return check.IsClean ? new(known.ModelIds.IdOf(line.TypeKey!), line, null, null) : null;
    }

    public override void WriteKey(CopyRow copy, ModelRow row) => copy.Number(row.Id);

    public override void WriteValues(CopyRow copy, ModelRow row)
    {
        var line = row.Line;
        copy.Text(line.TypeKey).Text(line.LeadModel).Text(line.Model).Text(line.Designation).Text(line.Brand)
            .Text(line.ProductType).Text(line.Series).Text(line.DevelopmentCode).Text(line.BodyType).Text(line.EngineType)
            .Text(line.Propulsion).Text(line.DriveTrain).Text(line.Gearbox).Text(line.Steering).Text(line.Market)
            .Date(row.From).Date(row.To);
    }

    private static void CheckFeatures(ModelLine line, LineCheck check)
    {
        check.OneOf("bodyType", line.BodyType, LineWords.BodyTypes);
        check.OneOf("propulsion", line.Propulsion, LineWords.Propulsions);
        check.OneOf("driveTrain", line.DriveTrain, LineWords.DriveTrains);
        check.OneOf("gearbox", line.Gearbox, LineWords.Gearboxes);
        check.OneOf("steering", line.Steering, LineWords.Steerings);
        check.Optional("market", line.Market, LineForms.Market);
    }
}
