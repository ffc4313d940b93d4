using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.Staff;

/// <summary>Errors of the administration of staff.</summary>
[ErrorCatalogue("Organisations: staff")]
public static class StaffErrors
{
    /// <summary>No such member of staff.</summary>
    public static readonly ApiError NotFound = new("organisations.staff-not-found", 404,
        new("No such member of staff.", "Kein solches Mitglied des Personals."),
        new("There is no member of staff with this id.", "Es gibt kein Mitglied des Personals mit dieser Id."))
    {
        Cause = "The id is wrong, or belongs to an account of another tenant.",
        Cure = "List the staff to find the right id.",
    };

    /// <summary>Not on the own account.</summary>
    public static readonly ApiError OwnRights = new("organisations.own-rights", 403,
        new("Not on the own account.", "Nicht am eigenen Konto."),
        new("Another member of staff has to do this.", "Das muss ein anderes Mitglied des Personals tun."))
    {
        Cause = "Nobody changes the own rights or the state of the own account.",
        Cure = "Ask a colleague who may administer staff.",
    };

    /// <summary>Somebody must be left.</summary>
    public static readonly ApiError LastAdministrator = new("organisations.last-staff-administrator", 409,
        new("This is the last administrator of staff.", "Das ist die letzte Verwaltung des Personals."),
        new("Somebody who is active must keep the right staff.administer without an end.", "Jemand Aktives muss das Recht staff.administer ohne Ende behalten."))
    {
        Cause = "After this nobody could look after staff any more, now or when the last right ends.",
        Cure = "Give `staff.administer` without an end to somebody else first.",
    };

    /// <summary>The address is taken.</summary>
    public static readonly ApiError EmailNotAvailable = new("organisations.staff-email-not-available", 409,
        new("The e-mail address is not available.", "Die E-Mail-Adresse ist nicht verfügbar."),
        new("An account or a registration has this address.", "Ein Konto oder eine Registrierung hat diese Adresse."))
    {
        Cause = "An e-mail address belongs to one account at most.",
        Cure = "Use another address for the work as staff.",
    };

    /// <summary>The account is in another state.</summary>
    public static readonly ApiError WrongState = new("organisations.staff-state", 409,
        new("The account is in another state.", "Das Konto hat einen anderen Zustand."),
        new("The account is {0}.", "Das Konto ist {0}."))
    {
        Cause = "Only a suspended account can be reactivated, only one that is not suspended deactivated, and only an invited one invited again.",
        Cure = "Read the account for its state.",
        Example = ["active"],
    };
}
