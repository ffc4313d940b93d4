namespace Aos.Api.Platform.Commands;

/// <summary>A command refuses. The message is one sentence that says what is wrong and what to do.</summary>
internal sealed class CommandException(string message) : Exception(message);
