using System.Runtime.CompilerServices;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.VehicleIdentification.Catalogue;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>Finds types for a caller in the index of a release, which a node builds once.</summary>
internal sealed class TypeFinder(Releases releases, Codebooks codebooks, Cursors cursors)
{
    private readonly ConditionalWeakTable<Codebook, TypeIndex> _indexes = [];

    /// <summary>One page of the types that fit, with the choices that are left. All pages of a walk show the release in which it began.</summary>
    public async Task<(VehicleTypePage Page, ReadableRelease? Release)> FindAsync(TypeQuery query, Principal caller, string language, CancellationToken cancellation)
    {
        Check(query);
        var key = Key(query, caller);
        var after = cursors.Read(key, query.Cursor);
        if (await releases.OfWalkAsync(after, caller.DataSet, cancellation) is not { } release)
            return (Total(Nothing, query, 0), null);
        var index = await IndexAsync(caller.DataSet, release);
        var view = index.Of(caller);
        var (understood, notUnderstood) = TypeText.Read(index, query, view);
        var search = TypeSearch.Of(index, view, TypeCriteria.Of(index, query, understood));
        var (facets, differing) = search.Choices(language);
        var found = Page.Of(search.Page(after?[1], query.Take + 1), query.Take, last => cursors.Make(key, Number(release), last.TypeKey));
        var page = new VehicleTypePage
        {
            Items = found.Items,
            NextCursor = found.NextCursor,
            Facets = facets,
            DifferingFeatures = differing,
            Understood = understood,
            NotUnderstood = notUnderstood,
            Release = release.Name,
        };
        return (Total(page, query, search.Total), release);
    }

    /// <summary>One type.</summary>
    public async Task<(VehicleType Type, ReadableRelease Release)> GetAsync(string typeKey, Principal caller, CancellationToken cancellation)
    {
        if (await releases.CurrentAsync(caller.DataSet, cancellation) is { } release)
        {
            var index = await IndexAsync(caller.DataSet, release);
            if (index.PlaceOf(typeKey) is >= 0 and var place && index.Of(caller).Has(place))
                return (index.Types[place], release);
        }

        throw TypeErrors.TypeNotFound.With(CallerName.Shown(typeKey.ToUpperInvariant()));
    }

    private static VehicleTypePage Nothing => new() { Items = [], Facets = [], DifferingFeatures = [], Understood = [], NotUnderstood = [] };

    private static string Number(ReadableRelease release) => release.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task<TypeIndex> IndexAsync(DataSet dataSet, ReadableRelease release)
    {
        var book = await codebooks.OfAsync(dataSet, release.Number);
        // A release that took effect again in a later year has further model years.
        if (_indexes.TryGetValue(book, out var known) && known.LastYear == release.TookEffectAt.Year)
            return known;
        var index = new TypeIndex(book, release.TookEffectAt.Year);
        _indexes.AddOrUpdate(book, index);
        return index;
    }

    private static VehicleTypePage Total(VehicleTypePage page, TypeQuery query, int total) => query.IncludeTotal == true
        ? page with { Total = Math.Min(total, PageQuery.TotalCap), TotalIsCapped = total > PageQuery.TotalCap }
        : page;

    private static void Check(TypeQuery query)
    {
        if (!string.IsNullOrWhiteSpace(query.Q))
            return;
        for (var feature = TypeFeature.Brand; feature <= TypeFeature.TypeKey; feature++)
            if (query.Of(feature) is { Length: > 0 })
                return;
        throw TypeErrors.CriteriaRequired.With();
    }

    private static string Key(TypeQuery query, Principal caller)
    {
        var filters = new string?[(int)TypeFeature.TypeKey + 2];
        for (var feature = TypeFeature.Brand; feature <= TypeFeature.TypeKey; feature++)
            filters[(int)feature] = query.Of(feature) is { } values ? string.Join('\u001f', values) : null;
        filters[^1] = query.Q;
        return Cursors.ListKey("types", caller, filters);
    }
}
