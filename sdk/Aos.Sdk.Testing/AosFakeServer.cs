using System.Collections.Concurrent;

namespace Aos.Sdk.Testing;

/// <summary>
/// The AOS APIs in the memory of a test. It answers with the examples of the API's documents, remembers what is created,
/// replaced and deleted, knows the sandbox's special VINs, and does at first what the test's script says. Nothing is sent
/// over a network, and waiting takes no time. Thread-safe.
/// </summary>
public sealed class AosFakeServer : IDisposable
{
    private readonly ConcurrentQueue<AosFakeCall> _calls = new();
    private readonly ConcurrentDictionary<string, AosFakeScript> _scripts = new(StringComparer.Ordinal);
    private readonly FakeHandler _handler;

    /// <summary>A server without state and script.</summary>
    public AosFakeServer()
    {
        Documents = FakeDocuments.Load();
        _handler = new FakeHandler(this);
    }

    /// <summary>The calls in the order of their arrival, each try on its own; requests for tokens are not among them.</summary>
    public IReadOnlyList<AosFakeCall> Calls => [.. _calls];

    /// <summary>The times for which clients of this server waited, such as for <c>Retry-After</c>. They passed at once.</summary>
    public IReadOnlyList<TimeSpan> Waits => Clock.Waits;

    /// <summary>Sends to this server whatever its address is; for clients that are made another way.</summary>
    public HttpMessageHandler Handler => _handler;

    internal FakeDocuments Documents { get; }

    internal FakeState State { get; } = new();

    internal SkippingClock Clock { get; } = new();

    /// <summary>A client of this server.</summary>
    /// <param name="configure">Changes its settings.</param>
    public AosClient CreateClient(Action<AosClientOptions>? configure = null)
    {
        var options = new AosClientOptions();
        Configure(options);
        configure?.Invoke(options);
        return new AosClient(options);
    }

    /// <summary>Makes settings those of a client of this server; also for dependency injection: <c>services.AddAosClient(fake.Configure)</c>.</summary>
    /// <param name="options">The settings to change.</param>
    public void Configure(AosClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.BaseAddress = "https://fake.aos.invalid";
        options.ClientId = "fake-client";
        options.ClientSecret = "fake-secret";
        options.Handler = _handler;
        options.TimeProvider = Clock;
    }

    /// <summary>Writes what the next calls of an operation meet, one after the other; after them the server answers by itself again.</summary>
    /// <param name="operation">Id of the operation in the API's document, such as <c>GetVehicle</c>.</param>
    /// <exception cref="ArgumentException">There is no such operation.</exception>
    public AosFakeScript Next(string operation) =>
        Documents.Has(operation)
            ? _scripts.GetOrAdd(operation, static _ => new AosFakeScript())
            : throw new ArgumentException($"No document has the operation {operation}; the nearest are {string.Join(", ", Documents.Nearest(operation))}.", nameof(operation));

    /// <summary>Forgets calls, script and state.</summary>
    public void Reset()
    {
        _calls.Clear();
        _scripts.Clear();
        State.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _handler.Dispose();

    internal void Note(AosFakeCall call) => _calls.Enqueue(call);

    internal ScriptedAnswer? Scripted(string operation) => _scripts.TryGetValue(operation, out var script) ? script.Next() : null;
}
