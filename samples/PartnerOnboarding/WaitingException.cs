namespace PartnerOnboarding;

/// <summary>Somebody else has to do something first; another run goes on from there.</summary>
internal sealed class WaitingException(string message) : Exception(message);
