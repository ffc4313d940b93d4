using Aos.Api.Platform.Errors;

namespace Aos.Api.Publications.CenTree;

/// <summary>Errors of the CEN navigation.</summary>
[ErrorCatalogue("Publications")]
public static class CenErrors
{
    /// <summary>No such entry.</summary>
    public static readonly ApiError NotFound = new("publications.cen-entry-not-found", 404,
        new("No such entry.", "Kein solcher Eintrag."),
        new("The CEN navigation has no entry with this code.", "Die CEN-Navigation hat keinen Eintrag mit diesem Code."))
    {
        Cause = "The code is misspelt, the entry has been deleted, or it is about vehicles or brands that the caller does not see.",
        Cure = "List the CEN navigation to find the right code.",
    };

    /// <summary>The code is taken.</summary>
    public static readonly ApiError CodeTaken = new("publications.cen-code-taken", 409,
        new("The code is taken.", "Der Code ist vergeben."),
        new("There is an entry with this code already.", "Es gibt schon einen Eintrag mit diesem Code."))
    {
        Cause = "Codes are unique in the whole tree.",
        Cure = "Take another code, or replace the entry that has it.",
    };

    /// <summary>A heading that is not empty.</summary>
    public static readonly ApiError HasEntries = new("publications.cen-entry-not-empty", 409,
        new("There are entries below it.", "Darunter stehen Einträge."),
        new("A heading can be deleted only when no entry stands below it.", "Eine Überschrift kann nur gelöscht werden, wenn kein Eintrag darunter steht."))
    {
        Cause = "Deleting the heading would leave its entries without a place.",
        Cure = "Move or delete the entries first.",
    };
}
