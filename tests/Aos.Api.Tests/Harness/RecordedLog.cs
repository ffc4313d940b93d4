using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Aos.Api.Tests.Harness;

/// <summary>Keeps every log message of a host.</summary>
internal sealed class RecordedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, string Message)> _lines = new();

    internal IEnumerable<string> All => _lines.Select(line => line.Message);

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, _lines);

    public void Dispose()
    {
    }

    internal List<string> Of(string category) => [.. _lines.Where(line => line.Category == category).Select(line => line.Message)];

    private sealed class Writer(string category, ConcurrentQueue<(string, string)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((category, formatter(state, exception)));
    }
}
