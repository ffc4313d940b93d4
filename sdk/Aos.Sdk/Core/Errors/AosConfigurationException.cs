namespace Aos.Sdk;

/// <summary>A setting of the client is missing or wrong; the message names it and its environment variable.</summary>
/// <param name="message">One sentence.</param>
public sealed class AosConfigurationException(string message) : AosException(message, "sdk.configuration");
