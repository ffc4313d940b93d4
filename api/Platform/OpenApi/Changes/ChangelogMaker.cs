using System.Text.Json.Nodes;

namespace Aos.Api.Platform.OpenApi.Changes;

/// <summary>
/// Writes the changelog of a document. The entries of released versions stay as they are; the entry of the version that
/// is being made is the difference to the last released document. Without one everything is a draft and may change.
/// </summary>
internal static class ChangelogMaker
{
    private static readonly JsonObject Nothing = [];

    /// <summary>The changelog for the document as it is now.</summary>
    /// <param name="name">Name of the document.</param>
    /// <param name="current">The document.</param>
    /// <param name="released">The document as it was last released; null before the first release.</param>
    /// <param name="former">The changelog as it is committed; null if there is none.</param>
    public static Changelog Make(string name, JsonObject current, JsonObject? released, Changelog? former)
    {
        var past = (former?.Versions ?? []).Where(version => version.ReleasedOn is not null).ToList();
        var changes = DocumentComparer.Compare(released ?? Nothing, current);
        if (released is not null && VersionOf(released) == VersionOf(current) && changes.All(change => change.Kind == ChangeKind.Neutral))
            return new() { Document = name, Versions = past };
        return new() { Document = name, Versions = [Entry(VersionOf(current), released is null ? Operations(changes) : changes), .. past] };
    }

    /// <summary>What stands in the way of publishing the document as this version; empty when nothing does.</summary>
    public static IReadOnlyList<string> Faults(JsonObject current, JsonObject? released)
    {
        if (released is null)
            return [];
        var changes = DocumentComparer.Compare(released, current);
        var faults = changes.Where(change => change.Kind == ChangeKind.Removal).Select(change => $"{change.Place}: {change.Text}").ToList();
        var (was, now) = (Version.Parse(VersionOf(released)), Version.Parse(VersionOf(current)));
        if (now.Major != was.Major || now < was)
            faults.Add($"The contract {now} does not follow {was}.");
        else if (changes.Any(change => change.Kind is ChangeKind.Addition or ChangeKind.Deprecation) && now.Minor == was.Minor)
            faults.Add($"Something was added since {was}: the contract's next version is {was.Major}.{was.Minor + 1}.0, not {now}.");
        return faults;
    }

    /// <summary>The same changelog after the version that was being made has come out.</summary>
    public static Changelog Release(Changelog changelog, DateOnly day) => changelog with
    {
        Versions = [.. changelog.Versions.Select(version => version.ReleasedOn is null ? version with { ReleasedOn = day.ToString("O") } : version)],
    };

    private static string VersionOf(JsonObject document) => (string)document["info"]!["version"]!;

    /// <summary>Of a first version only its operations are told.</summary>
    private static List<ContractChange> Operations(IEnumerable<ContractChange> changes) =>
        [.. changes.Where(change => change.Text.StartsWith("New operation", StringComparison.Ordinal))];

    private static ChangelogVersion Entry(string version, IReadOnlyList<ContractChange> changes) => new()
    {
        Version = version,
        Additions = Of(changes, ChangeKind.Addition),
        Deprecations = Of(changes, ChangeKind.Deprecation),
        Removals = Of(changes, ChangeKind.Removal),
    };

    private static List<ChangelogEntry> Of(IEnumerable<ContractChange> changes, ChangeKind kind) =>
        [.. changes.Where(change => change.Kind == kind).Select(change => new ChangelogEntry(change.Place, change.Text))];
}
