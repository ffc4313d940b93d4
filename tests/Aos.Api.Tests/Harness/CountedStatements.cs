using System.Collections.Concurrent;
using System.Diagnostics;
using Aos.Api.Platform.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Aos.Api.Tests.Harness;

/// <summary>
/// The statements that reach the database of one host while this lives, as the driver itself tells them. The probe of the
/// listener and what workers do in the background do not count, nor what a listener that was cut off by load costs: its
/// connection, and the tokens that are read again because nothing may be served from the cache.
/// </summary>
internal sealed class CountedStatements : IDisposable
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _listener;
    private volatile bool _reconnected;

    public CountedStatements(ApiHost host)
    {
        var database = new NpgsqlConnectionStringBuilder(host.Database.ConnectionString).Database;
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.namespace") as string == database && activity.GetTagItem("db.query.text") is string text && text != "select 1"
                    && !text.StartsWith("/* worker */", StringComparison.Ordinal))
                    _texts.Enqueue(text);
            },
        };
        ActivitySource.AddActivityListener(_listener);
        var listener = host.Services.GetRequiredService<NotificationListener>();
        _reconnected = !listener.IsHealthy;
        listener.OnReconnect(() => _reconnected = true);
    }

    /// <summary>Texts so far, oldest first; forgets them.</summary>
    public List<string> Take()
    {
        var taken = new List<string>();
        while (_texts.TryDequeue(out var text))
            if (!_reconnected || !text.StartsWith("listen ", StringComparison.Ordinal) && !text.Contains("from identity.access_tokens", StringComparison.Ordinal))
                taken.Add(text);
        return taken;
    }

    public void Dispose() => _listener.Dispose();
}
