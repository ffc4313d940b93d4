using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.VehicleIdentification.Types;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>A list as callers ask for it, whatever it holds.</summary>
internal sealed record ReferenceWish(Principal Caller, string Language, string? After, IReadOnlyList<string> Words, int? ChangedSince);

/// <summary>One reference list of a release: what is there now, and what went when.</summary>
/// <typeparam name="T">The published entry.</typeparam>
internal sealed class ReferenceList<T>
{
    private readonly Entry[] _entries;
    private readonly string[] _keys;

    /// <param name="versions">All versions up to the release, in any order.</param>
    /// <param name="nameOf">Name of a release.</param>
    public ReferenceList(IEnumerable<ReferenceVersion<T>> versions, Func<int, string> nameOf)
    {
        _entries = [.. versions.GroupBy(version => version.Key, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Entry(group.Key, [.. group.OrderBy(version => version.Release)], nameOf))];
        _keys = [.. _entries.Select(entry => entry.Key)];
    }

    /// <summary>Entries that fit, and the key of each, in order.</summary>
    public IEnumerable<(string Key, T Item)> Read(ReferenceWish wish)
    {
        for (var place = wish.After is null ? 0 : PlaceAfter(wish.After); place < _entries.Length; place++)
            if (_entries[place].Of(wish) is { } item)
                yield return (_entries[place].Key, item.Published[wish.Language]);
    }

    private int PlaceAfter(string key) => Array.BinarySearch(_keys, key, StringComparer.Ordinal) is var place && place >= 0 ? place + 1 : ~place;

    /// <summary>What callers read of an entry from a release on.</summary>
    private sealed record State(ReferenceOwner Owner, int Since, string Searched, Dictionary<string, T> Published);

    private sealed class Entry
    {
        private readonly State? _now;
        private readonly List<State> _ends = [];

        public Entry(string key, ReferenceVersion<T>[] versions, Func<int, string> nameOf)
        {
            Key = key;
            for (var i = 0; i < versions.Length; i++)
            {
                var (version, former) = (versions[i], i == 0 ? null : versions[i - 1]);
                // Who saw the former version and does not see this one has lost the entry.
                if (former is { Gone: false } && (version.Gone || version.Owner != former.Owner))
                    _ends.Add(StateOf(former, gone: true, version.Release, nameOf));
            }

            _now = versions[^1] is { Gone: false } last ? StateOf(last, gone: false, last.Release, nameOf) : null;
        }

        public string Key { get; }

        public State? Of(ReferenceWish wish)
        {
            if (_now is not null && _now.Owner.IsVisibleTo(wish.Caller))
                return !(_now.Since <= wish.ChangedSince) && Holds(_now, wish.Words) ? _now : null;
            if (wish.ChangedSince is { } since)
                for (var i = _ends.Count - 1; i >= 0; i--)
                    if (_ends[i].Since > since && _ends[i].Owner.IsVisibleTo(wish.Caller))
                        return Holds(_ends[i], wish.Words) ? _ends[i] : null;
            return null;
        }

        private static bool Holds(State state, IReadOnlyList<string> words)
        {
            for (var i = 0; i < words.Count; i++)
                if (!state.Searched.Contains(words[i], StringComparison.Ordinal))
                    return false;
            return true;
        }

        private static State StateOf(ReferenceVersion<T> version, bool gone, int since, Func<int, string> nameOf) => new(version.Owner, since, TypeText.Fold(version.Searched),
            Platform.Http.RequestLanguage.Supported.ToDictionary(language => language, language => version.Make(language, gone, nameOf(since))));
    }
}
