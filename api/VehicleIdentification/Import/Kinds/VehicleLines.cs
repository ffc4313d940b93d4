namespace Aos.Api.VehicleIdentification.Import.Kinds;

/// <summary>Vehicles by VIN.</summary>
internal sealed class VehicleLines(KnownCodes known) : ImportKind<VehicleLine, VehicleRow>(CatalogueTable.Vehicles, ImportJson.Default.VehicleLine)
{
    private const int OptionsAtMost = 500;
    private readonly List<(string Code, short Id, short Day)> _equipment = [];
    private readonly HashSet<short> _seen = [];

    public override VehicleRow? Check(VehicleLine line, LineCheck check)
    {
        check.Required("vin", line.Vin, LineForms.Vin);
        check.Required("typeKey", line.TypeKey, LineForms.TypeKey);
        var model = known.Models.GetValueOrDefault(line.TypeKey ?? "");
        check.Known("typeKey", line.TypeKey, model is not null, "model");
        CheckCodes(line, check);
        CheckLevels(line.IntegrationLevels, check);
        var produced = check.Date("producedOn", line.ProducedOn, required: true);
        var row = new VehicleRow(line, model?.Id ?? 0)
        {
            ProducedOn = produced,
            FirstRegisteredOn = NotBefore(produced, "firstRegisteredOn", check.Date("firstRegisteredOn", line.FirstRegisteredOn), check),
            WarrantyStartsOn = NotBefore(produced, "warrantyStartsOn", check.Date("warrantyStartsOn", line.WarrantyStartsOn, mayLieAhead: true), check),
        };
        return model is null ? null : WithEquipment(row, line, known.OptionsOf(model.ProductType), check);
    }

    public override VehicleRow? CheckGone(VehicleLine line, LineCheck check)
    {
        check.Required("vin", line.Vin, LineForms.Vin);
        return check.IsClean ? new(line, 0) : null;
    }

    public override void WriteKey(CopyRow copy, VehicleRow row) => copy.Text(row.Line.Vin);

    public override void WriteValues(CopyRow copy, VehicleRow row)
    {
        var line = row.Line;
        var levels = line.IntegrationLevels;
        copy.Number(row.ModelId).Text(line.CountryVersion).Text(line.Paint).Text(line.Upholstery).Text(line.EngineNumber)
            .Text(line.GearboxNumber).Date(row.ProducedOn).Date(row.FirstRegisteredOn).Date(row.WarrantyStartsOn)
            .Text(levels?.Factory).Text(levels?.Current).Text(levels?.Backup).Small(line.NumberOfKeys).Text(line.KeySystem)
            .Small(row.Options).Small(row.Retrofits).Small(row.RetrofitDays);
    }

    private void CheckCodes(VehicleLine line, LineCheck check)
    {
        check.Optional("countryVersion", line.CountryVersion, LineForms.Country);
        check.Required("paint", line.Paint, LineForms.ThreeCharacters);
        check.Known("paint", line.Paint, known.Paints.Contains(line.Paint ?? ""), "paint");
        check.Optional("upholstery", line.Upholstery, LineForms.FourCharacters);
        check.Known("upholstery", line.Upholstery, known.Upholsteries.Contains(line.Upholstery ?? ""), "upholstery");
        check.Optional("engineNumber", line.EngineNumber, LineForms.ShortCode);
        check.Optional("gearboxNumber", line.GearboxNumber, LineForms.ShortCode);
        check.Optional("keySystem", line.KeySystem, LineForms.Name);
        if (line.NumberOfKeys is < 0 or > 99)
            check.Fault("numberOfKeys", "must be 0 to 99");
    }

    private static void CheckLevels(LevelsLine? levels, LineCheck check)
    {
        check.Optional("integrationLevels.factory", levels?.Factory, LineForms.IntegrationLevel);
        check.Optional("integrationLevels.current", levels?.Current, LineForms.IntegrationLevel);
        check.Optional("integrationLevels.backup", levels?.Backup, LineForms.IntegrationLevel);
    }

    private static DateOnly? NotBefore(DateOnly? produced, string field, DateOnly? date, LineCheck check)
    {
        if (date < produced)
            check.Fault(field, "lies before producedOn");
        return date;
    }

    /// <summary>Turns codes into numbers, in order of the codes, so that the order in the file makes no new version.</summary>
    private VehicleRow? WithEquipment(VehicleRow row, VehicleLine line, Dictionary<string, short> options, LineCheck check)
    {
        _seen.Clear();
        var ordered = Collect(line.Options, "options", option => option, null, options, check);
        var retrofitted = Collect(line.Retrofits, "retrofits", retrofit => retrofit.Code, retrofit => retrofit.FittedOn, options, check);
        return check.IsClean
            ? row with { Options = ordered.Ids, Retrofits = retrofitted.Ids, RetrofitDays = retrofitted.Days }
            : null;
    }

    private (short[] Ids, short[] Days) Collect<T>(
        IReadOnlyList<T?>? items, string field, Func<T, string?> codeOf, Func<T, string?>? fittedOn, Dictionary<string, short> options, LineCheck check)
        where T : class
    {
        if (items is null || items.Count == 0)
            return ([], []);
        if (items.Count > OptionsAtMost)
            check.Fault(field, $"has more than {OptionsAtMost} entries");
        _equipment.Clear();
        for (var index = 0; index < items.Count && index < OptionsAtMost; index++)
        {
            var code = items[index] is { } item ? codeOf(item) : null;
            if (code is null)
                check.Fault($"{field}[{index}]", "is missing");
            else if (!options.TryGetValue(code, out var id))
                check.Known($"{field}[{index}]", code, false, "option");
            else if (!_seen.Add(id))
                check.Fault($"{field}[{index}]", $"names {code} a second time");
            else
                _equipment.Add((code, id, fittedOn is null ? (short)0 : Day($"{field}[{index}].fittedOn", fittedOn(items[index]!), check)));
        }

        if (!IsSorted())
            _equipment.Sort(static (one, other) => string.CompareOrdinal(one.Code, other.Code));
        var ids = new short[_equipment.Count];
        var days = fittedOn is null ? [] : new short[_equipment.Count];
        for (var index = 0; index < ids.Length; index++)
            ids[index] = _equipment[index].Id;
        for (var index = 0; index < days.Length; index++)
            days[index] = _equipment[index].Day;
        return (ids, days);
    }

    /// <summary>Most files are written in order.</summary>
    private bool IsSorted()
    {
        for (var index = 1; index < _equipment.Count; index++)
            if (string.CompareOrdinal(_equipment[index - 1].Code, _equipment[index].Code) > 0)
                return false;
        return true;
    }

    private static short Day(string field, string? value, LineCheck check)
    {
        var date = check.Date(field, value, required: true);
        if (date < VehicleRow.FirstDay)
            check.Fault(field, "lies before 1980");
        return date is { } day ? (short)Math.Clamp(day.DayNumber - VehicleRow.FirstDay.DayNumber, 0, short.MaxValue) : (short)0;
    }
}
