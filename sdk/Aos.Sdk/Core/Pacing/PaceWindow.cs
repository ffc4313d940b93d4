namespace Aos.Sdk;

/// <summary>
/// One limit, such as <c>second</c>. The API counts calls in windows whose beginning nobody outside knows; so a call holds its
/// permit from sending until one window after its answer. Whenever the windows begin, no more calls than allowed fall into one.
/// </summary>
internal sealed class PaceWindow(string name, long limit, TimeSpan length)
{
    // A node renews its windows by a timer that may be late; a permit that comes back a little later cannot be refused.
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestHeld = TimeSpan.FromMinutes(1);

    private readonly Queue<TimeSpan> _held = new();
    private readonly TimeSpan _hold = (length * 1.1) + Lateness;
    private long _foreign;
    private TimeSpan _foreignUntil;
    private long _left = long.MaxValue;
    private TimeSpan _leftUntil;
    private long _lastSeen;

    public string Name => name;
    public long Limit => limit;
    public TimeSpan Length => length;

    /// <summary>Calls that are sent and not answered.</summary>
    public int OnTheirWay { get; private set; }

    // A permit of a long window (a day) would be held for that long; there the API's own count is followed.
    public bool IsShort => length <= LongestHeld;

    /// <summary>Zero if a call may be sent now; else the time until that may change; null if it changes with the next answer.</summary>
    public TimeSpan? Wait(TimeSpan now)
    {
        if (!IsShort)
            return _left > 0 || now >= _leftUntil ? TimeSpan.Zero : _leftUntil - now;
        while (_held.TryPeek(out var first) && first <= now)
            _held.Dequeue();
        var foreign = now < _foreignUntil ? _foreign : 0;
        if (limit - _held.Count - OnTheirWay - foreign > 0)
            return TimeSpan.Zero;
        var backAt = _held.TryPeek(out var next) ? next : TimeSpan.MaxValue;
        var earliest = foreign > 0 && _foreignUntil < backAt ? _foreignUntil : backAt;
        return earliest == TimeSpan.MaxValue ? null : earliest - now;
    }

    public void Sent()
    {
        OnTheirWay++;
        if (_left != long.MaxValue)
            _left--;
    }

    public void Returned() => OnTheirWay--;

    /// <summary>The call counts in this window until <paramref name="now"/> and one window more.</summary>
    public void Hold(TimeSpan now)
    {
        if (!IsShort)
            return;
        _held.Enqueue(now + _hold);
    }

    /// <summary>What the API said is left, in the answer to the call with this number.</summary>
    public void Observe(long remaining, TimeSpan resetsIn, long number, TimeSpan now)
    {
        if (!IsShort)
        {
            var left = remaining - OnTheirWay;
            // An older call's answer that comes late may only lower the number.
            _left = number >= _lastSeen || now >= _leftUntil ? left : Math.Min(_left, left);
            (_lastSeen, _leftUntil) = (Math.Max(_lastSeen, number), now + resetsIn);
            return;
        }
        // What neither the own held permits nor the own calls on their way explain was used by another process of the same client.
        var foreign = limit - remaining - _held.Count - OnTheirWay;
        if (foreign <= 0 || (now < _foreignUntil && foreign < _foreign))
            return;
        (_foreign, _foreignUntil) = (foreign, now + _hold);
    }
}
