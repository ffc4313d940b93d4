using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.VehicleIdentification.Changes;

/// <summary>What two versions of a vehicle mean to a caller. A version of a brand or kind that the caller does not see is as good as none.</summary>
internal static class ChangeRules
{
    public static VehicleChange Of(ChangeRow row, Principal caller)
    {
        var (before, after) = (Seen(row.Before, caller), Seen(row.After, caller));
        var fields = new List<FieldChange>();
        var (added, removed) = (new List<string>(), new List<string>());
        if (before is not null && after is not null)
            Compare(before, after, fields, added, removed);
        return new()
        {
            Vin = row.Vin,
            Kind = KindOf(row, before, after),
            Release = row.Release,
            ReleaseNumber = row.ReleaseNumber,
            TookEffectAt = row.TookEffectAt,
            Fields = fields,
            OptionsAdded = added,
            OptionsRemoved = removed,
        };
    }

    private static VersionRow? Seen(VersionRow? version, Principal caller) =>
        version is { Brand: { } brand, ProductType: { } type }
        && caller.Brands.Contains(brand, StringComparer.Ordinal)
        && (caller.VehicleKinds.Length == 0 || caller.VehicleKinds.Contains(type, StringComparer.Ordinal)) ? version : null;

    private static VehicleChangeKind KindOf(ChangeRow row, VersionRow? before, VersionRow? after) => (before, after) switch
    {
        (not null, not null) => VehicleChangeKind.Changed,
        (not null, null) => VehicleChangeKind.Removed,
        // The version before is a tombstone.
        _ when row is { Existed: true, Before: null } => VehicleChangeKind.Restored,
        _ => VehicleChangeKind.Added,
    };

    private static void Compare(VersionRow before, VersionRow after, List<FieldChange> fields, List<string> added, List<string> removed)
    {
        foreach (var (old, now) in before.Fields().Zip(after.Fields()))
            if (old.Value != now.Value)
                fields.Add(new() { Field = old.Field, Before = old.Value, After = now.Value });

        var (olds, nows) = (before.Options(), after.Options());
        removed.AddRange(olds.Keys.Where(code => !nows.ContainsKey(code)));
        foreach (var (code, fittedOn) in nows)
        {
            if (!olds.TryGetValue(code, out var was))
                added.Add(code);
            else if (was != fittedOn)
                AddOption(fields, code, was, fittedOn);
        }
    }

    private static void AddOption(List<FieldChange> fields, string code, string? was, string? fittedOn)
    {
        if (was is null != fittedOn is null)
            fields.Add(new() { Field = $"options.{code}.origin", Before = was is null ? "order" : "retrofit", After = fittedOn is null ? "order" : "retrofit" });
        fields.Add(new() { Field = $"options.{code}.fittedOn", Before = was, After = fittedOn });
    }
}
