using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>
/// Lists that follow from the models: series, development codes, engines. Their versions are found by going through the
/// releases one by one and comparing what the models say with what they said before.
/// </summary>
internal static class ModelGroups
{
    public static IEnumerable<ReferenceVersion<SeriesEntry>> Series(IReadOnlyList<ModelVersionRow> versions) => Of(versions, model => model.Series, model => model.DevelopmentCode,
        (group, facts, gone, changedIn) => new SeriesEntry
        {
            Code = group.Code,
            Brand = group.Brand,
            ProductType = group.ProductType,
            Gone = gone,
            ChangedIn = changedIn,
            DevelopmentCodes = gone ? null : facts.Others,
            TypeCount = gone ? null : facts.Count,
        });

    public static IEnumerable<ReferenceVersion<DevelopmentCodeEntry>> DevelopmentCodes(IReadOnlyList<ModelVersionRow> versions) => Of(versions, model => model.DevelopmentCode, model => model.Series,
        (group, facts, gone, changedIn) => new DevelopmentCodeEntry
        {
            Code = group.Code,
            Brand = group.Brand,
            ProductType = group.ProductType,
            Gone = gone,
            ChangedIn = changedIn,
            Series = gone ? null : facts.Others,
            TypeCount = gone ? null : facts.Count,
        });

    public static IEnumerable<ReferenceVersion<EngineEntry>> Engines(IReadOnlyList<ModelVersionRow> versions) => Of(versions, model => model.EngineType, model => model.Propulsion?.ToString(),
        (group, facts, gone, changedIn) => new EngineEntry
        {
            Code = group.Code,
            Brand = group.Brand,
            ProductType = group.ProductType,
            Gone = gone,
            ChangedIn = changedIn,
            Propulsions = gone ? null : [.. facts.Others.Select(Enum.Parse<Propulsion>)],
            TypeCount = gone ? null : facts.Count,
        });

    private static IEnumerable<ReferenceVersion<T>> Of<T>(
        IReadOnlyList<ModelVersionRow> versions, Func<CatalogueModelRow, string?> codeOf, Func<CatalogueModelRow, string?> otherOf, Func<Group, Facts, bool, string, T> make)
    {
        var models = new Dictionary<string, CatalogueModelRow>(StringComparer.Ordinal);
        var known = new Dictionary<Group, Facts>();
        foreach (var release in versions.GroupBy(version => version.FromRelease).OrderBy(release => release.Key))
        {
            foreach (var version in release)
                models[version.Key] = version.Row;
            var now = Facts.By(models.Values.Where(model => !model.Gone), codeOf, otherOf);
            foreach (var (group, facts) in now)
                if (!known.TryGetValue(group, out var former) || !facts.Same(former))
                    yield return Version(group, facts, release.Key, gone: false);
            foreach (var (group, facts) in known)
                if (!now.ContainsKey(group))
                    yield return Version(group, facts, release.Key, gone: true);
            known = now;
        }

        ReferenceVersion<T> Version(Group group, Facts facts, int release, bool gone) => new()
        {
            Key = $"{group.Code} {group.Brand} {group.ProductType}",
            Release = release,
            Gone = gone,
            Owner = new(group.Brand, group.ProductType),
            Searched = $"{group.Code} {group.Brand} {string.Join(' ', facts.Others)}",
            Make = (_, isGone, changedIn) => make(group, facts, isGone, changedIn),
        };
    }

    private sealed record Group(string Code, string Brand, ProductType ProductType);

    private sealed record Facts(List<string> Others, int Count)
    {
        public static Dictionary<Group, Facts> By(IEnumerable<CatalogueModelRow> models, Func<CatalogueModelRow, string?> codeOf, Func<CatalogueModelRow, string?> otherOf) => models
            .Where(model => codeOf(model) is not null)
            .GroupBy(model => new Group(codeOf(model)!, model.Brand!, model.ProductType!.Value))
            .ToDictionary(group => group.Key, group => new Facts([.. group.Select(otherOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], group.Count()));

        public bool Same(Facts other) => Count == other.Count && Others.SequenceEqual(other.Others);
    }
}
