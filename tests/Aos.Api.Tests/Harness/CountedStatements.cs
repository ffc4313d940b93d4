using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace Aos.Api.Tests.Harness;

/// <summary>The statements that reach the database of one host while this lives, as the driver itself tells them. The probe of the listener and what workers do in the background do not count.</summary>
internal sealed class CountedStatements : IDisposable
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _listener;

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
    }

    /// <summary>Texts so far, oldest first; forgets them.</summary>
    public List<string> Take()
    {
        var taken = new List<string>();
        while (_texts.TryDequeue(out var text))
            taken.Add(text);
        return taken;
    }

    public void Dispose() => _listener.Dispose();
}
