using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace Aos.Api.Platform.Telemetry;

/// <summary>
/// Listens to the framework's meters and our own, and holds the current value of every series.
/// Meters that belong to another host of the same process (a second host in a test) are left out by their scope.
/// </summary>
internal sealed class MetricsCollector : IDisposable
{
    private static readonly FrozenSet<string> Meters = FrozenSet.Create(StringComparer.Ordinal,
        AosMeters.Name,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting",
        "System.Runtime",
        "Npgsql");

    private readonly IMeterFactory _owner;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly Lock _scrape = new();
    private int _scrapes;

    /// <summary>Starts to listen.</summary>
    /// <param name="owner">The meter factory of this host.</param>
    public MetricsCollector(IMeterFactory owner)
    {
        _owner = owner;
        _listener.InstrumentPublished = Subscribe;
        _listener.SetMeasurementEventCallback<long>((_, value, labels, state) => ((MetricFamily)state!).Record(value, labels));
        _listener.SetMeasurementEventCallback<int>((_, value, labels, state) => ((MetricFamily)state!).Record(value, labels));
        _listener.SetMeasurementEventCallback<short>((_, value, labels, state) => ((MetricFamily)state!).Record(value, labels));
        _listener.SetMeasurementEventCallback<byte>((_, value, labels, state) => ((MetricFamily)state!).Record(value, labels));
        _listener.SetMeasurementEventCallback<double>((_, value, labels, state) => ((MetricFamily)state!).Record(value, labels));
        _listener.SetMeasurementEventCallback<float>((_, value, labels, state) => ((MetricFamily)state!).Record(value, labels));
        _listener.SetMeasurementEventCallback<decimal>((_, value, labels, state) => ((MetricFamily)state!).Record((double)value, labels));
        _listener.Start();
    }

    /// <summary>Every family with its values of now, as Prometheus text.</summary>
    internal string Render()
    {
        lock (_scrape)
        {
            _scrapes++;
            foreach (var family in _families.Values)
                family.BeginScrape(_scrapes);
            Observe();
            return PrometheusText.Of(_families.Values.OrderBy(family => family.Name, StringComparer.Ordinal));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();

    private void Subscribe(Instrument instrument, MeterListener listener)
    {
        if (!Meters.Contains(instrument.Meter.Name) || instrument.Meter.Scope is not null && instrument.Meter.Scope != _owner)
            return;
        var family = MetricFamily.Of(instrument);
        listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(family.Name, family));
    }

    private void Observe()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException)
        {
            // One instrument's callback failed, such as a pool that is being disposed; the others have reported.
        }
    }
}
