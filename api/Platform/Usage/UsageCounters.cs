using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Limits;
using Aos.Api.Platform.Limits.Days;

namespace Aos.Api.Platform.Usage;

/// <summary>Counts the calls of programs on this node; what was counted is written together each second.</summary>
internal sealed class UsageCounters(TimeProvider time)
{
    private readonly ConcurrentDictionary<Key, Counter> _counters = new();

    /// <summary>Counts an answer.</summary>
    /// <param name="caller">Program that called.</param>
    /// <param name="metered">What it called.</param>
    /// <param name="status">Status of the answer.</param>
    /// <param name="units">Units that it cost.</param>
    public void Count(Principal caller, Metered metered, int status, long units)
    {
        var key = new Key(time.GetUtcNow().UtcTicks / TimeSpan.TicksPerDay, caller.ClientId, metered);
        if (!_counters.TryGetValue(key, out var counter))
            counter = _counters.GetOrAdd(key, static (_, owner) => new(owner), QuotaOwner.Of(caller));
        counter.Add(status, units);
    }

    /// <summary>Takes what was counted since the last time.</summary>
    public List<UsageRow> Take()
    {
        var today = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerDay;
        var taken = new List<UsageRow>();
        foreach (var (key, counter) in _counters)
        {
            // A counter of a day that is over may still be held by a request; one whose day is long over may not.
            if (counter.IsEmpty)
            {
                if (key.Day < today - 1)
                    _counters.TryRemove(key, out _);
                continue;
            }

            taken.Add(counter.Take(key.Date, key.ClientId, key.Metered));
        }

        return taken;
    }

    /// <summary>Puts back what could not be written.</summary>
    public void PutBack(IEnumerable<UsageRow> rows)
    {
        foreach (var row in rows)
            _counters.GetOrAdd(new(row.Date.DayNumber, row.ClientId, row.Metered), static (_, owner) => new(owner), row.Owner).Add(row);
    }

    private readonly record struct Key(long Day, string ClientId, Metered Metered)
    {
        public DateOnly Date => DateOnly.FromDayNumber((int)Day);

        // An operation is one object: its identity is its hash.
        public override int GetHashCode() => HashCode.Combine(Day, ClientId.GetHashCode(StringComparison.Ordinal), RuntimeHelpers.GetHashCode(Metered));
    }

    private sealed class Counter(QuotaOwner owner)
    {
        private long _calls;
        private long _units;
        private long _successful;
        private long _unchanged;
        private long _refused;
        private long _failed;

        public bool IsEmpty => Volatile.Read(ref _calls) == 0;

        public void Add(int status, long units)
        {
            if (units != 0)
                Interlocked.Add(ref _units, units);
            Interlocked.Increment(ref KindOf(status));
            Interlocked.Increment(ref _calls);
        }

        public void Add(UsageRow row)
        {
            Interlocked.Add(ref _units, row.Units);
            Interlocked.Add(ref _successful, row.Successful);
            Interlocked.Add(ref _unchanged, row.Unchanged);
            Interlocked.Add(ref _refused, row.Refused);
            Interlocked.Add(ref _failed, row.Failed);
            Interlocked.Add(ref _calls, row.Calls);
        }

        // A call that comes in between is counted whole the next time.
        public UsageRow Take(DateOnly date, string clientId, Metered metered) => new()
        {
            Date = date,
            Owner = owner,
            ClientId = clientId,
            Metered = metered,
            Calls = Interlocked.Exchange(ref _calls, 0),
            Units = Interlocked.Exchange(ref _units, 0),
            Successful = Interlocked.Exchange(ref _successful, 0),
            Unchanged = Interlocked.Exchange(ref _unchanged, 0),
            Refused = Interlocked.Exchange(ref _refused, 0),
            Failed = Interlocked.Exchange(ref _failed, 0),
        };

        private ref long KindOf(int status)
        {
            if (status == StatusCodes.Status304NotModified)
                return ref _unchanged;
            if (status < StatusCodes.Status400BadRequest)
                return ref _successful;
            return ref status < StatusCodes.Status500InternalServerError ? ref _refused : ref _failed;
        }
    }
}

/// <summary>What a client called of an operation, to be added to its row of the day.</summary>
internal sealed record UsageRow
{
    public required DateOnly Date { get; init; }
    public required QuotaOwner Owner { get; init; }
    public required string ClientId { get; init; }
    public required Metered Metered { get; init; }
    public required long Calls { get; init; }
    public required long Units { get; init; }
    public required long Successful { get; init; }
    public required long Unchanged { get; init; }
    public required long Refused { get; init; }
    public required long Failed { get; init; }
}
