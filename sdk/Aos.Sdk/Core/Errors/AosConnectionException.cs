namespace Aos.Sdk;

/// <summary>The API could not be reached, or the connection broke before the whole answer came.</summary>
/// <param name="message">One line.</param>
/// <param name="requestId">Id of the request.</param>
/// <param name="inner">What the network said.</param>
public sealed class AosConnectionException(string message, string? requestId = null, Exception? inner = null)
    : AosException(message, "sdk.connection-failed", requestId, inner);
