using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.UserGroups;

/// <summary>Errors of user groups.</summary>
[ErrorCatalogue("Organisations")]
public static class UserGroupErrors
{
    /// <summary>No such user group.</summary>
    public static readonly ApiError NotFound = new("organisations.user-group-not-found", 404,
        new("No such user group.", "Keine solche Benutzergruppe."),
        new("There is no user group of this code.", "Es gibt keine Benutzergruppe mit diesem Code."))
    {
        Cause = "The code is wrong; codes are compared with their case.",
        Cure = "List the user groups to find the right code.",
    };
}
