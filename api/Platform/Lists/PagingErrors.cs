using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Lists;

/// <summary>Errors of cursors.</summary>
[ErrorCatalogue("Lists")]
public static class PagingErrors
{
    /// <summary>Not one of our cursors, or of another list.</summary>
    public static readonly ApiError CursorInvalid = new("paging.cursor-invalid", 400,
        new("The cursor is not valid.", "Der Cursor ist nicht gültig."),
        new("The cursor was not made for this list with these filters, this order and this client.", "Der Cursor gehört nicht zu dieser Liste mit diesen Filtern, dieser Sortierung und diesem Client."))
    {
        Cause = "The cursor was changed, cut off, or taken from a list with other filters, another order or of another organisation.",
        Cure = "Send `nextCursor` of the page before unchanged and keep every other parameter the same; or start again without `cursor`.",
    };

    /// <summary>Older than 24 hours, or its release is gone.</summary>
    public static readonly ApiError CursorExpired = new("paging.cursor-expired", 410,
        new("The cursor has expired.", "Der Cursor ist abgelaufen."),
        new("The cursor is older than 24 hours, or the data release that it walks is gone.", "Der Cursor ist älter als 24 Stunden, oder der Datenstand, den er durchläuft, ist nicht mehr vorhanden."))
    {
        Cause = "Cursors hold for 24 hours and keep to the data release that they began with.",
        Cure = "Start again without `cursor`.",
        Action = ResolutionAction.Retry,
    };
}
