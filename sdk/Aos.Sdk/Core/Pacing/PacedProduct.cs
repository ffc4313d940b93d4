namespace Aos.Sdk;

/// <summary>
/// The limits of one product as its answers told them. Which of them an operation touches is learned from its own answers;
/// before the first answer of the product one call goes alone.
/// </summary>
internal sealed class PacedProduct
{
    private readonly object _lock = new();
    private readonly Dictionary<string, PaceWindow[]> _byOperation = new(StringComparer.Ordinal);
    private readonly List<PaceWindow> _windows = [];
    private PaceWindow[]? _usual;
    private bool _isAlone;
    private long _number;
    private TaskCompletionSource? _changed;

    /// <summary>Takes a permit, or tells how long to wait (zero: until the next answer, <paramref name="changed"/>) and for which limit.</summary>
    public bool TryEnter(string operation, bool isUpload, TimeSpan now, out PacePermit permit, out TimeSpan wait, out PaceWindow? full, out Task changed)
    {
        lock (_lock)
        {
            (permit, wait, full, changed) = (default, TimeSpan.Zero, null, Task.CompletedTask);
            if (_usual is null && _isAlone && !isUpload)
            {
                changed = Changed();
                return false;
            }
            var known = _byOperation.GetValueOrDefault(operation);
            var windows = known ?? _usual ?? [];
            foreach (var window in windows)
            {
                // An operation that was not called yet may be free of a limit as long as a day; nothing is lost by asking once.
                if (known is null && !window.IsShort)
                    continue;
                var ofWindow = window.Wait(now);
                if (ofWindow == TimeSpan.Zero)
                    continue;
                full = window;
                wait = ofWindow is { } time && time > wait ? time : wait;
            }
            if (full is not null)
            {
                changed = wait == TimeSpan.Zero ? Changed() : changed;
                return false;
            }
            permit = Take(operation, windows);
            // Nobody waits for an upload, which may last; the next call is the one that goes alone.
            _isAlone = _usual is null && (_isAlone || !isUpload);
            return true;
        }
    }

    /// <summary>Takes a permit although a limit is used up: the API shall say itself what it says then.</summary>
    public PacePermit Enter(string operation)
    {
        lock (_lock)
            return Take(operation, _byOperation.GetValueOrDefault(operation) ?? _usual ?? []);
    }

    /// <summary>Gives a permit back when the try has ended, with what its answer told.</summary>
    public void Leave(PacePermit permit, HttpResponseMessage? response, TimeSpan now)
    {
        var limits = response is null ? null : CallState.HeaderOf(response.Headers, "RateLimit");
        var policies = limits is null ? null : CallState.HeaderOf(response!.Headers, "RateLimit-Policy");
        lock (_lock)
        {
            foreach (var window in permit.Windows)
                window.Returned();
            var touched = limits is null ? permit.Windows : Touched(permit, limits, policies);
            foreach (var window in touched)
            {
                window.Hold(now);
                if (limits is not null)
                    window.Observe(RateLimitHeader.Number(limits, window.Name, 'r'), ResetsIn(limits, window), permit.Number, now);
            }
            _isAlone = false;
            if (response is not null && _usual is null or { Length: 0 })
                _usual = touched;
            _changed?.TrySetResult();
            _changed = null;
        }
    }

    private PacePermit Take(string operation, PaceWindow[] windows)
    {
        foreach (var window in windows)
            window.Sent();
        return new PacePermit(this, operation, windows, ++_number);
    }

    private Task Changed() => (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    // The usual answer names the limits that are known already; only a change of the plan or a first answer makes new ones.
    private PaceWindow[] Touched(PacePermit permit, string limits, string? policies)
    {
        if (Same(permit.Windows, limits, policies))
        {
            if (permit.Windows.Length > 0)
                _byOperation.TryAdd(permit.Operation, permit.Windows);
            return permit.Windows;
        }
        var touched = new List<PaceWindow>();
        var entries = new RateLimitHeader(limits);
        while (entries.Next())
        {
            var quota = RateLimitHeader.Number(policies, entries.Name, 'q');
            var seconds = RateLimitHeader.Number(policies, entries.Name, 'w');
            if (quota <= 0 || seconds is <= 0 or > 1_000_000_000)
                continue;
            var name = entries.Name.ToString();
            var window = _windows.Find(known => known.Name == name && known.Limit == quota);
            if (window is null)
                _windows.Add(window = new PaceWindow(name, quota, TimeSpan.FromSeconds(seconds)));
            touched.Add(window);
        }
        return _byOperation[permit.Operation] = [.. touched];
    }

    private static bool Same(PaceWindow[] windows, string limits, string? policies)
    {
        var count = 0;
        var entries = new RateLimitHeader(limits);
        while (entries.Next())
        {
            if (count == windows.Length || !entries.Name.SequenceEqual(windows[count].Name)
                || RateLimitHeader.Number(policies, entries.Name, 'q') != windows[count].Limit)
                return false;
            count++;
        }
        return count == windows.Length;
    }

    private static TimeSpan ResetsIn(string limits, PaceWindow window) =>
        RateLimitHeader.Number(limits, window.Name, 't') is >= 0 and < 1_000_000_000 and var seconds ? TimeSpan.FromSeconds(seconds) : window.Length;
}

/// <summary>The right to send one try.</summary>
internal readonly record struct PacePermit(PacedProduct Product, string Operation, PaceWindow[] Windows, long Number);
