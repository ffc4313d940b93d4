using System.Globalization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Publications.Documents;
using Aos.Api.Publications.Navigation;

namespace Aos.Api.Publications.CenTree;

/// <summary>What must be right in the tree, and how a caller sees an entry.</summary>
internal static class CenRules
{
    /// <summary>A blank text counts as none.</summary>
    public static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>A kind as it is stored.</summary>
    public static TargetKind KindOf(string text) => EnumTextAttribute<TargetKind>.Parse(text)!.Value;

    /// <summary>True if only texts and targets differ, which is what editors may change.</summary>
    public static bool KeepsTree(CenRow before, CenNodeReplace body) =>
        before.ParentCode == Blank(body.ParentCode) && before.SortOrder == body.SortOrder && before.VehicleKind == Blank(body.VehicleKind)
        && before.Brands.SequenceEqual(body.Brands ?? [], StringComparer.Ordinal) && before.Countries.SequenceEqual(body.Countries ?? [], StringComparer.Ordinal);

    /// <summary>Wrong fields.</summary>
    /// <param name="code">Code of the entry.</param>
    /// <param name="body">What it shall be.</param>
    /// <param name="parent">The entry that it shall stand below; null if there is none with this code.</param>
    /// <param name="hasEntries">There are entries below it.</param>
    /// <param name="viewer">Knows which targets there are.</param>
    public static IReadOnlyList<FieldError> Check(string code, CenNodeReplace body, CenRow? parent, bool hasEntries, Viewer viewer)
    {
        var wrong = new List<FieldError>();
        var isHeading = Blank(body.ParentCode) is null;
        if (!isHeading && (parent is null || parent.ParentCode is not null || parent.Code == code || hasEntries))
            wrong.Add(new() { Pointer = "/parentCode", Code = FieldCodes.ValueNotPermitted, Detail = "An entry stands below a heading, and nothing stands below an entry." });
        if (isHeading && body.Targets is { Count: > 0 })
            wrong.Add(new() { Pointer = "/targets", Code = FieldCodes.ValueNotPermitted, Detail = "A heading leads nowhere." });
        for (var i = 0; i < (body.Targets?.Count ?? 0); i++)
            if (!Exists(body.Targets![i], viewer))
                wrong.Add(new() { Pointer = string.Create(CultureInfo.InvariantCulture, $"/targets/{i}/code"), Code = FieldCodes.ValueNotPermitted, Detail = "There is no target of this kind with this code." });
        if (body.Targets is { } targets && targets.Distinct().Count() < targets.Count)
            wrong.Add(new() { Pointer = "/targets", Code = FieldCodes.Repeated, Detail = "Each target may stand there once." });
        return wrong;
    }

    /// <summary>An entry for a caller.</summary>
    public static CenEntry Of(CenRow row, Viewer viewer, string? country)
    {
        var isOffered = country is null || row.Countries.Length == 0 || row.Countries.Contains(country);
        var targets = row.Targets.Select(target => target.Split(':'))
            .Select(parts => viewer.Find(KindOf(parts[0]), parts[1])).OfType<Destination>()
            .Where(viewer.MaySee)
            .Select(to => (To: to, Reason: isOffered ? viewer.ReasonAgainst(to) : NavigationReason.NotInCountry))
            .ToList();
        var isAccessible = row.ParentCode is null ? isOffered : targets.Exists(target => target.Reason is null);
        return new()
        {
            Code = row.Code,
            ParentCode = row.ParentCode,
            Label = row.Label,
            Description = row.Description,
            Targets = [.. targets.Select(target => new CenTarget { Kind = target.To.Kind, Code = target.To.Code, Url = target.To.Url, Accessible = target.Reason is null, Reason = target.Reason })],
            VehicleKind = row.VehicleKind,
            Brands = row.Brands,
            Accessible = isAccessible,
            Reason = isAccessible ? null : !isOffered ? NavigationReason.NotInCountry : targets.Select(target => target.Reason).FirstOrDefault(),
        };
    }

    private static bool Exists(CenNodeTargetCreate target, Viewer viewer) => KindOf(target.Kind!) switch
    {
        TargetKind.Document => new EnumTextAttribute<DocumentKind>().Values.Contains(target.Code!),
        TargetKind.Application => viewer.FindRight(target.Code!) is { Kind: "permission", Brand: null },
        var kind => viewer.Find(kind, target.Code!) is not null,
    };
}
