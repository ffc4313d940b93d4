using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Conditions;

/// <summary>Errors of <c>If-Match</c>.</summary>
[ErrorCatalogue("Preconditions")]
public static class PreconditionErrors
{
    /// <summary>A change without If-Match.</summary>
    public static readonly ApiError VersionRequired = new("precondition.version-required", 428,
        new("If-Match is required.", "If-Match ist erforderlich."),
        new("Send the ETag of the state that you change as If-Match.", "Senden Sie das ETag des Standes, den Sie ändern, als If-Match."))
    {
        Cause = "PUT, PATCH and DELETE need to know which state of the resource they change; without it two callers could overwrite each other unnoticed.",
        Cure = "Read the resource and send its `ETag` header (or its property `etag`) as `If-Match`.",
        Action = ResolutionAction.ReloadAndRetry,
        WayOut = new("Read url, and send as If-Match its ETag, or the property etag of the part that you change.", "Lesen Sie url, und senden Sie als If-Match dessen ETag oder die Eigenschaft etag des Teils, den Sie ändern."),
    };

    /// <summary>The resource has changed meanwhile.</summary>
    public static readonly ApiError VersionConflict = new("precondition.version-conflict", 412,
        new("The resource has changed.", "Die Ressource wurde geändert."),
        new("The resource is no longer in the state that If-Match names.", "Die Ressource hat nicht mehr den Stand, den If-Match nennt."))
    {
        Cause = "Somebody else changed the resource after you had read it. Nothing of this request has taken effect.",
        Cure = "Read the resource again, repeat the change on its current state, and send the new `ETag`.",
        Action = ResolutionAction.ReloadAndRetry,
        WayOut = new("Read url again, and repeat the change with the new ETag, or with the property etag of the part that you change.", "Lesen Sie url neu, und wiederholen Sie die Änderung mit dem neuen ETag oder mit der Eigenschaft etag des Teils, den Sie ändern."),
    };
}
