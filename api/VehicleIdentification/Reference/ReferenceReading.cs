using System.Globalization;
using System.Runtime.CompilerServices;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Types;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>Reads pages of reference lists for a caller. A node reads the lists of a release once.</summary>
internal sealed class ReferenceReading(Releases releases, Codebooks codebooks, ReferenceStore store, Cursors cursors)
{
    // As long as the codebook of a release is kept, so are its lists.
    private readonly ConditionalWeakTable<Codebook, Lazy<Task<ReferenceBook>>> _books = [];

    /// <summary>One page. All pages of a walk show the release in which it began.</summary>
    /// <param name="name">Name of the list.</param>
    /// <param name="listOf">The list in the book of a release.</param>
    /// <param name="query">What is wanted of it.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="language">Language of the texts.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<(ReferencePage<T> Page, ReadableRelease? Release)> ListAsync<T>(
        string name, Func<ReferenceBook, ReferenceList<T>> listOf, ReferenceQuery query, Principal caller, string language, CancellationToken cancellation)
    {
        var key = Cursors.ListKey(name, caller, query.Q, query.ChangedSince);
        var after = cursors.Read(key, query.Cursor);
        if (await releases.OfWalkAsync(after, caller.DataSet, cancellation) is not { } release)
            return (Total(new ReferencePage<T> { Items = [] }, query, 0), null);
        var book = await BookAsync(caller.DataSet, release);
        var list = listOf(book);
        var words = TypeText.Fold(query.Q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var wish = new ReferenceWish(caller, language, after?[1], words, Since(query, book, release));
        var found = Page.Of([.. list.Read(wish).Take(query.Take + 1)], query.Take, last => cursors.Make(key, release.Number.ToString(CultureInfo.InvariantCulture), last.Key));
        var page = new ReferencePage<T> { Items = [.. found.Items.Select(item => item.Item)], NextCursor = found.NextCursor, Release = release.Name };
        return (query.IncludeTotal == true ? Total(page, query, list.Read(wish with { After = null }).Take(PageQuery.TotalCap + 1).Count()) : page, release);
    }

    /// <summary>The release that changes are counted from. It must have been in use and still be kept: what a purged release took with it cannot be told.</summary>
    private static int? Since(ReferenceQuery query, ReferenceBook book, ReadableRelease release) => query.ChangedSince is not { Length: > 0 } name
        ? null
        : book.NumberOf(name) is { } number && number >= release.Oldest ? number : throw ReferenceErrors.ReleaseNotComparable.With(name);

    private async Task<ReferenceBook> BookAsync(DataSet dataSet, ReadableRelease release)
    {
        var codebook = await codebooks.OfAsync(dataSet, release.Number);
        var book = _books.GetValue(codebook, _ => new(() => store.ReadAsync(dataSet, release.Number)));
        try
        {
            return await book.Value;
        }
        catch
        {
            // A failed read is not kept: the next request tries again.
            _books.Remove(codebook);
            throw;
        }
    }

    private static ReferencePage<T> Total<T>(ReferencePage<T> page, ReferenceQuery query, int total) => query.IncludeTotal == true
        ? page with { Total = Math.Min(total, PageQuery.TotalCap), TotalIsCapped = total > PageQuery.TotalCap }
        : page;
}
