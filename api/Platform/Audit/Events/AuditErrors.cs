using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Audit.Events;

/// <summary>Errors of the audit.</summary>
[ErrorCatalogue("Audit")]
public static class AuditErrors
{
    /// <summary>No such event.</summary>
    public static readonly ApiError EventNotFound = new("audit.event-not-found", 404,
        new("No such event.", "Kein solches Ereignis."),
        new("There is no audit event with this id that you may see.", "Es gibt kein Prüfereignis mit dieser Id, das Sie sehen dürfen."))
    {
        Cause = "The id is wrong, or the event stands in the log of another organisation.",
        Cure = "List the events to find the right id.",
    };
}
