namespace Aos.Api.Platform.Errors;

/// <summary>Failures of the service, not of the request.</summary>
[ErrorCatalogue("Service")]
public static class ServiceErrors
{
    /// <summary>A fault of ours.</summary>
    public static readonly ApiError Internal = new("service.internal-error", 500,
        new("Internal error.", "Interner Fehler."),
        new("The service failed; the fault is logged under the request id.", "Der Dienst ist gescheitert; der Fehler ist unter der Request-Id protokolliert."))
    {
        Cause = "A fault in the service. Nothing of the request has taken effect: every write is one transaction.",
        Cure = "Try again; if it stays, send the `requestId` to the operator.",
        Action = ResolutionAction.ContactSupport,
    };

    /// <summary>The database or another needed part is away.</summary>
    public static readonly ApiError Unavailable = new("service.unavailable", 503,
        new("Temporarily unavailable.", "Vorübergehend nicht verfügbar."),
        new("The service cannot answer right now; Retry-After tells when to try again.", "Der Dienst kann gerade nicht antworten; Retry-After nennt die Wartezeit."))
    {
        Cause = "The database does not answer, all its connections are busy, or the process is stopping.",
        Cure = "Wait for the seconds in `Retry-After`, then send the same request again; for POST with the same `Idempotency-Key`. The SDK does this by itself.",
        Action = ResolutionAction.WaitUntil,
    };
}
