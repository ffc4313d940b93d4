using System.Globalization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Changes;

/// <summary>Reads changes for a caller.</summary>
internal sealed class ChangeReading(ChangeStore changes, ReleaseStore releases, Cursors cursors)
{
    /// <summary>A page of what changed since a release. All pages of a walk go up to the release that was current when it began.</summary>
    public async Task<(ChangePage Page, DateTime TookEffectAt)> FeedAsync(ChangeQuery query, Principal caller, CancellationToken cancellation)
    {
        var since = query.Since!;
        var key = Cursors.ListKey("changes", caller, since);
        var position = cursors.Read(key, query.Cursor);
        int? pinned = position is null ? null : Number(position[0]);
        var span = await releases.FindSpanAsync(caller.DataSet, since, pinned, cancellation);
        var upper = Check(span, since);
        (int Release, string Vin) after = position is null ? (span!.SinceNumber!.Value, ChangeStore.AfterAllVins) : (Number(position[1]), position[2]!);
        var (rows, end) = after.Release >= upper && after.Vin == ChangeStore.AfterAllVins ? ([], null) : await changes.FeedAsync(caller, after, upper, query.Take + 1, cancellation);
        var next = rows.Count > query.Take ? (rows[query.Take - 1].ReleaseNumber, rows[query.Take - 1].Vin) : end;
        return (new()
        {
            Items = [.. rows.Take(query.Take).Select(row => ChangeRules.Of(row, caller))],
            NextCursor = next is var (release, vin) ? cursors.Make(key, Text(upper), Text(release), vin) : null,
            Release = span!.UpperName!,
            ReleaseNumber = upper,
        }, span.UpperTookEffectAt!.Value);
    }

    /// <summary>A page of the history of one vehicle, the newest change first.</summary>
    public async Task<Page<VehicleChange>> HistoryAsync(string? text, WalkQuery query, Principal caller, CancellationToken cancellation)
    {
        var vin = Vin.Parse(text);
        var key = Cursors.ListKey("vehicle-changes", caller, vin);
        var position = cursors.Read(key, query.Cursor);
        var before = position is null ? int.MaxValue : Number(position[0]);
        var rows = await changes.HistoryAsync(caller, vin, before, query.Take + 1, cancellation);
        if (rows.Count == 0 && position is null)
            throw VehicleIdentificationErrors.VehicleNotFound.With(vin);
        var page = Page.Of(rows, query.Take, last => cursors.Make(key, Text(last.ReleaseNumber)));
        return new()
        {
            // A purge removes versions up to the oldest release left: the first version there may have had others before it.
            Items = [.. page.Items.Where(row => row.Existed || !row.IsPurged).Select(row => ChangeRules.Of(row, caller))],
            NextCursor = page.NextCursor,
        };
    }

    /// <summary>The release up to which a walk goes.</summary>
    /// <exception cref="ProblemException">400 if there never was such a release; 410 if a copy of it cannot be brought up to date by changes.</exception>
    private static int Check(SpanRow? span, string since)
    {
        var isNumber = int.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        if (span is null || (span.SinceNumber is null && !isNumber))
            throw new ProblemException(RequestErrors.ParameterInvalid, [])
            {
                Fields = [new() { Parameter = "since", Code = FieldCodes.ValueNotPermitted, Detail = "There is no such release; GET releases lists them." }],
            };
        // Rolled back, purged, or not yet there: what the copy has is not on the way to what there is now.
        if (span.SinceNumber is not { } number || span.SinceState is not ("current" or "superseded") || number < span.Oldest || number > span.Current || span.UpperNumber is not { } upper)
            throw VehicleIdentificationErrors.ResynchronisationNeeded.With(since);
        return upper;
    }

    private static int Number(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
