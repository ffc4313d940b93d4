namespace Aos.Api.VehicleIdentification.Import.Kinds;

/// <summary>A line of kind <c>models</c>.</summary>
internal sealed record ModelLine : ImportLine
{
    public string? TypeKey { get; init; }
    public string? LeadModel { get; init; }
    public string? Model { get; init; }
    public string? Designation { get; init; }
    public string? Brand { get; init; }
    public string? ProductType { get; init; }
    public string? Series { get; init; }
    public string? DevelopmentCode { get; init; }
    public string? BodyType { get; init; }
    public string? EngineType { get; init; }
    public string? Propulsion { get; init; }
    public string? DriveTrain { get; init; }
    public string? Gearbox { get; init; }
    public string? Steering { get; init; }
    public string? Market { get; init; }
    public string? ProducedFrom { get; init; }
    public string? ProducedTo { get; init; }
}

/// <summary>A model with its permanent number.</summary>
internal sealed record ModelRow(int Id, ModelLine Line, DateOnly? From, DateOnly? To);

/// <summary>Models: what a type key decides.</summary>
internal sealed class ModelLines(KnownCodes known) : ImportKind<ModelLine, ModelRow>(CatalogueTable.Models, ImportJson.Default.ModelLine)
{
    private static readonly string[] BodyTypes = ["saloon", "estate", "suv", "coupe", "convertible", "roadster", "hatchback", "motorcycle"];
    private static readonly string[] Propulsions = ["petrol", "diesel", "hybrid", "electric"];
    private static readonly string[] DriveTrains = ["front", "rear", "all", "chain", "shaft"];
    private static readonly string[] Gearboxes = ["manual", "automatic", "doubleClutch", "automatedManual", "continuouslyVariable", "singleSpeed"];
    private static readonly string[] Steerings = ["left", "right", "none"];

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
        check.OneOf("bodyType", line.BodyType, BodyTypes);
        check.OneOf("propulsion", line.Propulsion, Propulsions);
        check.OneOf("driveTrain", line.DriveTrain, DriveTrains);
        check.OneOf("gearbox", line.Gearbox, Gearboxes);
        check.OneOf("steering", line.Steering, Steerings);
        check.Optional("market", line.Market, LineForms.Market);
    }
}
