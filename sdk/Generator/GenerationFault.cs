namespace Aos.Sdk.Generator;

/// <summary>A document that cannot become a client; the message is one sentence that names document and operation.</summary>
internal sealed class GenerationFault(string document, string place, string what) : Exception($"{document}, {place}: {what}.");
