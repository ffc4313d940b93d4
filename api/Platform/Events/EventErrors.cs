using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Events;

/// <summary>Errors of events.</summary>
[ErrorCatalogue("Events")]
public static class EventErrors
{
    /// <summary>There is no such event, or it is another organisation's.</summary>
    public static readonly ApiError NotFound = new("events.not-found", 404,
        new("There is no such event.", "Dieses Ereignis gibt es nicht."),
        new("Your organisation has no event with this id.", "Ihre Organisation hat kein Ereignis mit dieser Id."))
    {
        Cause = "The id is wrong, the event belongs to another organisation, or it is older than 30 days.",
        Cure = "Take the id from the list of events.",
    };
}
