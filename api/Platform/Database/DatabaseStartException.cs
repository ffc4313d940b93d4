namespace Aos.Api.Platform.Database;

/// <summary>The database cannot be used. The message is one sentence that says what is wrong and what to do.</summary>
internal sealed class DatabaseStartException(string message, Exception? inner = null) : Exception(message, inner);
