namespace Aos.Api.VehicleIdentification.Import;

/// <summary>An import that cannot begin, or cannot go on, told in one sentence for the operator.</summary>
internal sealed class ImportRefusedException(string sentence) : Exception(sentence);
