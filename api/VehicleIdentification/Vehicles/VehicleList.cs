using System.Globalization;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.VehicleIdentification.Catalogue;
using Dapper;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>
/// One list of vehicles: a release, filters, and what the caller may see. Filters on models are answered by the
/// codebook, so that the statement compares model ids only.
/// </summary>
internal sealed class VehicleList
{
    private readonly int[] _modelIds;
    private readonly string? _shortVin;

    public VehicleList(VehicleQuery query, Principal caller, ReadableRelease release, Codebook book)
    {
        (Query, DataSet, Release) = (query, caller.DataSet, release);
        _shortVin = query.ShortVin is { } shortVin ? Vin.Normalise(shortVin) : null;
        _modelIds = [.. book.Models.Values.Where(model => VehicleVisibility.IsVisible(model, caller) && Fits(model, query)).Select(model => model.Id).Order()];
        Conditions = string.Join("\n  and ", ConditionTexts());
    }

    /// <summary>The filters.</summary>
    public VehicleQuery Query { get; }

    /// <summary>Data set that the caller reads.</summary>
    public DataSet DataSet { get; }

    /// <summary>Release that all pages show.</summary>
    public ReadableRelease Release { get; }

    /// <summary>True when no model fits, so that there is nothing to read.</summary>
    public bool IsEmpty => _modelIds.Length == 0;

    /// <summary>The WHERE of the list: fixed texts, chosen by the filters that are set.</summary>
    public string Conditions { get; }

    /// <summary>Everything that makes this list what it is; what its cursors are bound to.</summary>
    public static string Key(VehicleQuery query, Principal caller) => Cursors.ListKey("vehicles", caller, query.ShortVin, query.ProductType, query.View,
        query.ProducedFrom, query.ProducedTo, query.Sort, Joined(query.Brand), Joined(query.Series), Joined(query.DevelopmentCode), Joined(query.TypeKey),
        Joined(query.ModelDesignation), Joined(query.EngineType), Joined(query.BodyType), Joined(query.Propulsion));

    /// <summary>Values of the parameters.</summary>
    /// <param name="after">Sort values of the last vehicle of the page before.</param>
    public DynamicParameters Parameters(string?[]? after)
    {
        var values = new DynamicParameters(new
        {
            dataSet = (short)DataSet,
            release = Release.Number,
            releaseName = Release.Name,
            tookEffectAt = Release.TookEffectAt,
            modelIds = _modelIds,
            shortVin = _shortVin,
            producedFrom = Day(Query.ProducedFrom),
            producedTo = Day(Query.ProducedTo),
            take = Query.Take + 1,
        });
        if (after is not null)
        {
            values.Add("afterVin", after[1]);
            values.Add("afterProducedOn", Day(after[2]));
        }

        return values;
    }

    private IEnumerable<string> ConditionTexts()
    {
        yield return "v.data_set = @dataSet and v.from_release <= @release and not v.gone";
        yield return """
            not exists (
                select from vehicle_identification.vehicles newer
                where newer.data_set = v.data_set and newer.vin = v.vin and newer.from_release > v.from_release and newer.from_release <= @release)
            """;
        yield return "v.model_id = any(@modelIds)";
        if (_shortVin is not null)
            yield return "right(v.vin, 7) = @shortVin";
        if (Query.ProducedFrom is not null)
            yield return "v.produced_on >= @producedFrom";
        if (Query.ProducedTo is not null)
            yield return "v.produced_on < @producedTo";
    }

    private static bool Fits(CatalogueModel model, VehicleQuery query) =>
        Fits(query.Brand, model.Brand)
        && Fits(query.Series, model.Series)
        && Fits(query.DevelopmentCode, model.DevelopmentCode)
        && Fits(query.TypeKey, model.TypeKey)
        && Fits(query.ModelDesignation, model.Designation)
        && Fits(query.EngineType, model.EngineType)
        && Fits(query.BodyType, model.BodyType?.ToString())
        && Fits(query.Propulsion, model.Propulsion?.ToString())
        && Fits(query.ProductType is { } type ? [type] : null, model.ProductType.ToString());

    private static bool Fits(string[]? wanted, string? value) =>
        wanted is not { Length: > 0 } || wanted.Contains(value, StringComparer.OrdinalIgnoreCase);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Joined(string[]? values) => values is null ? "" : string.Join('\u001f', values);
}
