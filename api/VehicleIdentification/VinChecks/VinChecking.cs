using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>Checks texts for a caller: rules, whether the vehicle is known, and vehicles that may be meant.</summary>
internal sealed class VinChecking(VinCheckStore store, Codebooks codebooks)
{
    /// <summary>Texts of one batch for which vehicles are looked for; each costs about 240 looks into an index.</summary>
    public const int MostTexts = 100;

    /// <summary>The whole check of one text: one statement if the vehicle is known, else two.</summary>
    public async Task<(VinCheck Check, DateTime? TookEffectAt)> CheckAsync(string text, Principal caller, string language, CancellationToken cancellation)
    {
        var normal = Vin.Normalise(text);
        var found = await store.FindAsync(caller.DataSet, VinText.IsWellFormed(normal) ? normal : null, cancellation);
        var book = found is null ? null : await codebooks.OfAsync(caller.DataSet, found.Release);
        var check = VinCheckRules.Of(text, book, language);
        if (check.IsWellFormed)
            check = check with { IsKnown = found?.ModelId is { } id && book!.Models.TryGetValue(id, out var model) && VehicleVisibility.IsVisible(model, caller) };
        if (check.IsKnown == true || found is null)
            return (check, found?.TookEffectAt);
        var candidates = await CandidatesAsync([text], caller, cancellation);
        return (check with { Candidates = candidates.GetValueOrDefault(text) ?? [] }, found.TookEffectAt);
    }

    /// <summary>
    /// Vehicles that the caller sees and that texts may mean, by text; texts without any are not in the answer. One
    /// statement for all, and for the first <see cref="MostTexts"/> texts only. Ask for texts that are no VIN of a known vehicle.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<VinCandidate>>> CandidatesAsync(IEnumerable<string> texts, Principal caller, CancellationToken cancellation)
    {
        var sought = texts.Distinct(StringComparer.Ordinal).Take(MostTexts).Select(text => (Text: text, Candidates: new VinCandidates(text))).ToList();
        var (vins, tails) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (_, candidates) in sought)
            candidates.Probe(vins, tails);
        var found = new Dictionary<string, IReadOnlyList<VinCandidate>>(StringComparer.Ordinal);
        if (vins.Count + tails.Count == 0)
            return found;
        var near = await VisibleAsync(await store.FindNearAsync(caller.DataSet, [.. vins], [.. tails], cancellation), caller);
        foreach (var (text, candidates) in sought)
            if (Of(candidates, near) is { Count: > 0 } some)
                found.Add(text, some);
        return found;
    }

    private async Task<List<(string Vin, CatalogueModel Model)>> VisibleAsync(IReadOnlyList<NearRow> rows, Principal caller)
    {
        var visible = new List<(string, CatalogueModel)>(rows.Count);
        foreach (var row in rows)
            if ((await codebooks.OfAsync(caller.DataSet, row.Release)).Models.TryGetValue(row.ModelId, out var model) && VehicleVisibility.IsVisible(model, caller))
                visible.Add((row.Vin, model));
        return visible;
    }

    private static List<VinCandidate> Of(VinCandidates candidates, List<(string Vin, CatalogueModel Model)> near)
    {
        var found = new List<VinCandidate>();
        foreach (var (vin, model) in near)
            if (candidates.Compare(vin) is { } difference)
                found.Add(new() { Vin = vin, Kind = difference.Kind, Positions = difference.Positions, ModelDesignation = model.Designation });
        return [.. found.OrderBy(candidate => candidate.Kind).ThenBy(candidate => candidate.Vin, StringComparer.Ordinal).Take(VinCandidates.Most)];
    }
}
