namespace Aos.Sdk;

/// <summary>The API did not answer in time. Never thrown when the caller cancelled: that is <see cref="OperationCanceledException"/>.</summary>
/// <param name="message">One line.</param>
/// <param name="requestId">Id of the request.</param>
/// <param name="inner">The last try's time-out.</param>
public sealed class AosTimeoutException(string message, string? requestId = null, Exception? inner = null)
    : AosException(message, "sdk.timeout", requestId, inner);
