using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Aos.Api.Platform.Telemetry;

/// <summary>What Prometheus calls the kind of a metric.</summary>
internal enum MetricKind
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts per bucket.</summary>
    Histogram,
}

/// <summary>
/// One metric with all its label sets. Recording looks a label set up without allocation and without a lock;
/// label sets beyond <see cref="MaxSeries"/> are dropped and counted, so no caller can fill the memory.
/// </summary>
internal sealed class MetricFamily
{
    /// <summary>Label sets kept per metric.</summary>
    internal const int MaxSeries = 1000;

    private readonly ConcurrentDictionary<LabelSet, MetricSeries> _series = new(LabelSetComparer.Instance);
    private readonly ConcurrentDictionary<LabelSet, MetricSeries>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _bySpan;
    private readonly double[] _bounds;
    private int _count;
    private long _dropped;
    private int _scrape;

    private MetricFamily(string name, string? help, MetricKind kind, bool isObserved, bool isAdded)
    {
        Name = name;
        Help = help;
        Kind = kind;
        IsObserved = isObserved;
        IsAdded = isAdded;
        _bounds = kind is MetricKind.Histogram ? HistogramBounds.Of(name) : [];
        _bySpan = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
    }

    /// <summary>Prometheus name, with unit and suffix.</summary>
    internal string Name { get; }

    /// <summary>What the instrument says about itself.</summary>
    internal string? Help { get; }

    /// <summary>Counter, gauge or histogram.</summary>
    internal MetricKind Kind { get; }

    /// <summary>Measurements refused because there were too many label sets.</summary>
    internal long Dropped => Interlocked.Read(ref _dropped);

    // Observed instruments report their whole value at each scrape; the others report changes.
    private bool IsObserved { get; }

    private bool IsAdded { get; }

    /// <summary>The family that an instrument reports to.</summary>
    internal static MetricFamily Of(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        var kind = type.StartsWith("Histogram", StringComparison.Ordinal) ? MetricKind.Histogram
            : type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal) ? MetricKind.Counter
            : MetricKind.Gauge;
        return new MetricFamily(
            PrometheusNames.Metric(instrument.Name, instrument.Unit, kind),
            instrument.Description,
            kind,
            instrument.IsObservable,
            isAdded: !instrument.IsObservable && !type.StartsWith("Gauge", StringComparison.Ordinal));
    }

    /// <summary>Takes one measurement.</summary>
    internal void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (!_bySpan.TryGetValue(labels, out var series) && (series = Add(labels)) is null)
        {
            Interlocked.Increment(ref _dropped);
            return;
        }
        if (Kind is MetricKind.Histogram)
            series.Observe(value);
        else if (IsAdded)
            series.Add(value);
        else
            series.Set(value, _scrape);
    }

    /// <summary>Series that the next scrape does not report any more (a closed pool, say) will not be shown.</summary>
    internal void BeginScrape(int scrape) => _scrape = scrape;

    /// <summary>The series to show.</summary>
    internal IEnumerable<(LabelSet Labels, MetricSeries Series)> Series() =>
        _series.Where(pair => !IsObserved || pair.Value.SeenAt == _scrape).Select(pair => (pair.Key, pair.Value));

    private MetricSeries? Add(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (Interlocked.Increment(ref _count) <= MaxSeries)
        {
            var added = new MetricSeries(_bounds);
            var kept = _series.GetOrAdd(new LabelSet([.. labels]), added);
            if (!ReferenceEquals(kept, added))
                Interlocked.Decrement(ref _count);
            return kept;
        }
        Interlocked.Decrement(ref _count);
        return null;
    }
}
