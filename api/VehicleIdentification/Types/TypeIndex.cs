using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>
/// The types of one release, made for searching: which types have which value of which feature, as bits. A search is then
/// a few hundred AND operations and reads no data.
/// </summary>
internal sealed class TypeIndex
{
    /// <summary>Callers see one of few sets of brands and kinds; beyond this many the sets are made anew.</summary>
    private const int MaxViews = 1_000;

    private readonly ConcurrentDictionary<string, ulong[]> _views = new();
    private readonly CatalogueModel[] _models;

    /// <param name="book">Codebook of the release.</param>
    /// <param name="lastYear">Model year at which types that are still produced end.</param>
    public TypeIndex(Codebook book, int lastYear)
    {
        LastYear = lastYear;
        _models = [.. book.Models.Values.OrderBy(model => model.TypeKey, StringComparer.Ordinal)];
        Keys = [.. _models.Select(model => model.TypeKey)];
        Types = [.. _models.Select(model => Published(model, book)).Select(type => type with { Json = TypeAnswers.Write(type) })];
        Features = [.. Enum.GetValues<TypeFeature>().Where(feature => feature < TypeFeature.ProductionMonth).Select(feature => new TypeFeatureValues(
            feature,
            [.. _models.Select(model => ValuesOf(model, feature))],
            (value, language) => feature == TypeFeature.Brand ? book.Brands.GetValueOrDefault(value) : TypeNames.Of(feature, value, language),
            StringComparer.OrdinalIgnoreCase))];
        Vocabulary = new(this);
    }

    public int LastYear { get; }

    /// <summary>Type keys in order; a type's place is its place here.</summary>
    public string[] Keys { get; }

    /// <summary>The types as callers read them, by place.</summary>
    public VehicleType[] Types { get; }

    /// <summary>The features that have facets, in the order of <see cref="TypeFeature"/>.</summary>
    public TypeFeatureValues[] Features { get; }

    /// <summary>Words that stand for values of this release.</summary>
    public TypeVocabulary Vocabulary { get; }

    /// <summary>Length of a set of types.</summary>
    public int Words => (Keys.Length + 63) / 64;

    /// <summary>Place of a type key, in any case; -1 if there is none.</summary>
    public int PlaceOf(string typeKey) => Array.BinarySearch(Keys, typeKey.ToUpperInvariant(), StringComparer.Ordinal) is >= 0 and var place ? place : -1;

    /// <summary>The types that a caller sees.</summary>
    public ulong[] Of(Principal caller)
    {
        if (_views.TryGetValue(caller.Visibility, out var known))
            return known;
        if (_views.Count >= MaxViews)
            _views.Clear();
        var bits = new ulong[Words];
        for (var place = 0; place < _models.Length; place++)
            if (VehicleVisibility.IsVisible(_models[place], caller))
                bits.Set(place);
        return _views[caller.Visibility] = bits;
    }

    /// <summary>Types that were produced in a month. An unknown start fits no month; without an end a type goes on.</summary>
    public ulong[] ProducedIn(string month)
    {
        var first = DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var bits = new ulong[Words];
        for (var place = 0; place < _models.Length; place++)
            if (_models[place] is { ProducedFrom: { } from } model && from <= first.AddMonths(1).AddDays(-1) && (model.ProducedTo is not { } to || to >= first))
                bits.Set(place);
        return bits;
    }

    private IReadOnlyList<string> ValuesOf(CatalogueModel model, TypeFeature feature) => feature switch
    {
        TypeFeature.Brand => [model.Brand],
        TypeFeature.ProductType => Text<ProductType>(model.ProductType),
        TypeFeature.Series => [model.Series],
        TypeFeature.DevelopmentCode => model.DevelopmentCode is { } code ? [code] : [],
        TypeFeature.BodyType => Text(model.BodyType),
        TypeFeature.ModelDesignation => [model.Designation],
        TypeFeature.EngineType => [model.EngineType],
        TypeFeature.Propulsion => Text(model.Propulsion),
        TypeFeature.DriveTrain => Text(model.DriveTrain),
        TypeFeature.Gearbox => Text(model.Gearbox),
        TypeFeature.Steering => Text(model.Steering),
        TypeFeature.Market => model.Market is { } market ? [market] : [],
        _ => YearsOf(model),
    };

    /// <summary>Calendar years of production, both ends counted.</summary>
    private List<string> YearsOf(CatalogueModel model)
    {
        var years = new List<string>();
        if (model.ProducedFrom is { } from)
            for (var year = from.Year; year <= (model.ProducedTo?.Year ?? Math.Max(LastYear, from.Year)); year++)
                years.Add(year.ToString("0000", CultureInfo.InvariantCulture));
        return years;
    }

    private static IReadOnlyList<string> Text<T>(T? value)
        where T : struct, Enum => value is { } known ? [JsonNamingPolicy.CamelCase.ConvertName(known.ToString())] : [];

    private static VehicleType Published(CatalogueModel model, Codebook book) => new()
    {
        TypeKey = model.TypeKey,
        LeadModel = model.LeadModel,
        Model = model.Model,
        ModelDesignation = model.Designation,
        Brand = model.Brand,
        BrandName = book.Brands.GetValueOrDefault(model.Brand, model.Brand),
        ProductType = model.ProductType,
        Series = model.Series,
        DevelopmentCode = model.DevelopmentCode,
        BodyType = model.BodyType,
        EngineType = model.EngineType,
        Propulsion = model.Propulsion,
        DriveTrain = model.DriveTrain,
        Gearbox = model.Gearbox,
        Steering = model.Steering,
        Market = model.Market,
        FirstProductionMonth = model.ProducedFrom?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        LastProductionMonth = model.ProducedTo?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
    };
}
