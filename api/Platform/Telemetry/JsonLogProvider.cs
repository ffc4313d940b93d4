using Microsoft.Extensions.Logging.Abstractions;

namespace Aos.Api.Platform.Telemetry;

/// <summary>
/// Logs as lines of JSON on the standard output. The framework's console logger writes each line by itself, which costs
/// a busy API a tenth of its time; here what has come together is written together.
/// </summary>
[ProviderAlias("Console")]
internal sealed class JsonLogProvider(TimeProvider clock, LogOutput output) : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider? _scopes;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => output.Dispose();

    private sealed class Logger(JsonLogProvider provider, string category) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => provider._scopes?.Push(state);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var entry = new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter);
            provider.Write(in entry);
        }
    }

    private void Write<TState>(in LogEntry<TState> entry) => output.Append(JsonLogLine.Make(in entry, _scopes, clock.GetUtcNow()));
}
