namespace Aos.Api.Platform.Telemetry;

/// <summary>The value of one metric for one label set; written by many threads without a lock.</summary>
internal sealed class MetricSeries(double[] bounds)
{
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private double _value;

    /// <summary>Current value; the sum of all measurements in a histogram.</summary>
    internal double Value => Volatile.Read(ref _value);

    /// <summary>Number of the scrape that last reported this series.</summary>
    internal int SeenAt { get; private set; }

    /// <summary>Upper bounds of the buckets, the last one (infinity) left out.</summary>
    internal ReadOnlySpan<double> Bounds => bounds;

    /// <summary>Measurements in a bucket, not cumulated.</summary>
    internal long Bucket(int index) => Interlocked.Read(ref _buckets[index]);

    /// <summary>Replaces the value.</summary>
    internal void Set(double value, int scrape)
    {
        Volatile.Write(ref _value, value);
        SeenAt = scrape;
    }

    /// <summary>Adds to the value.</summary>
    internal void Add(double change)
    {
        var before = Volatile.Read(ref _value);
        while (true)
        {
            var found = Interlocked.CompareExchange(ref _value, before + change, before);
            if (found.Equals(before))
                return;
            before = found;
        }
    }

    /// <summary>Counts a measurement of a histogram.</summary>
    internal void Observe(double value)
    {
        var index = 0;
        while (index < bounds.Length && value > bounds[index])
            index++;
        Interlocked.Increment(ref _buckets[index]);
        Add(value);
    }
}
