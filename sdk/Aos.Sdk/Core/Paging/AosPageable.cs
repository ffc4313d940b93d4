using System.Runtime.CompilerServices;

namespace Aos.Sdk;

/// <summary>
/// A list that reads its pages while it is walked: <c>await foreach (var vehicle in client…ListAllAsync())</c>. Nothing is
/// read before the loop starts, and nothing after it ends.
/// </summary>
/// <typeparam name="T">Type of the items.</typeparam>
public sealed class AosPageable<T> : IAsyncEnumerable<T>
{
    private readonly Func<string?, CancellationToken, Task<AosPage<T>>> _read;
    private readonly CancellationToken _cancellationToken;

    /// <summary>A list that reads its pages with <paramref name="read"/>. Also for tests.</summary>
    /// <param name="read">Reads the page with this cursor, the first one for null.</param>
    /// <param name="cancellationToken">Ends the reading, as does the token of the loop.</param>
    public AosPageable(Func<string?, CancellationToken, Task<AosPage<T>>> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        _read = read;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The pages one by one; keep <see cref="AosPage{T}.NextCursor"/> to go on later.</summary>
    /// <param name="cursor">Where to start; null starts at the beginning.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="AosException">The API gave a cursor twice, which would never end.</exception>
    public async IAsyncEnumerable<AosPage<T>> AsPages(string? cursor = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            if (cursor is not null && !seen.Add(cursor))
                throw new AosException("The API gave the same cursor twice; the list is not read further, because it would not end.", "sdk.cursor-repeated");
            var page = await _read(cursor, either.Token).ConfigureAwait(false);
            yield return page;
            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages(null, cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in page.Items)
                yield return item;
        }
    }
}
