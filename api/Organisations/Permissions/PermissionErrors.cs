using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.Permissions;

/// <summary>Errors of permissions.</summary>
[ErrorCatalogue("Organisations: permissions")]
public static class PermissionErrors
{
    /// <summary>The legal representative has everything.</summary>
    public static readonly ApiError RepresentativeHasAll = new("organisations.legal-representative-has-all-permissions", 409,
        new("The legal representative has all permissions.", "Die gesetzliche Vertretung hat alle Berechtigungen."),
        new("Nothing can be taken from the legal representative.", "Der gesetzlichen Vertretung kann nichts entzogen werden."))
    {
        Cause = "The legal representative always has all permissions of the organisation.",
        Cure = "Nothing needs to be done.",
    };

    /// <summary>The organisation does not have the permission.</summary>
    public static readonly ApiError NotAvailable = new("organisations.permission-not-available", 422,
        new("The organisation does not have the permission.", "Die Organisation hat die Berechtigung nicht."),
        new("Only permissions of the organisation can be given to its users; see errors.", "Nur Berechtigungen der Organisation können an ihre Benutzer gegeben werden; siehe errors."))
    {
        Cause = "The code is unknown, or the organisation does not have the permission today.",
        Cure = "Take the codes from `GET /portal/v1/users/{userId}/permissions`; who wants more for the organisation sends a support request.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>The permission is not handed on.</summary>
    public static readonly ApiError NotDelegable = new("organisations.permission-not-delegable", 422,
        new("The permission cannot be handed on.", "Die Berechtigung kann nicht weitergegeben werden."),
        new("This permission is for the legal representative alone; see errors.", "Diese Berechtigung ist nur für die gesetzliche Vertretung; siehe errors."))
    {
        Cause = "Some permissions of an organisation are not for its users.",
        Cure = "Leave the code out.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>No such permission.</summary>
    public static readonly ApiError PermissionNotFound = new("organisations.permission-not-found", 404,
        new("No such permission.", "Keine solche Berechtigung."),
        new("There is no such permission, or the organisation does not have it.", "Es gibt keine solche Berechtigung, oder die Organisation hat sie nicht."))
    {
        Cause = "The code is wrong or belongs to no permission of organisations; what is not granted cannot be withdrawn.",
        Cure = "List the permissions to find the right code.",
    };

    /// <summary>No such organisation.</summary>
    public static readonly ApiError HolderNotFound = new("organisations.permission-holder-not-found", 404,
        new("No such organisation.", "Keine solche Organisation."),
        new("There is no organisation with this id.", "Es gibt keine Organisation mit dieser Id."))
    {
        Cause = "The id is wrong, or belongs to a sandbox, which has the permissions of its organisation.",
        Cure = "List the organisations to find the right id.",
    };

    /// <summary>The code is taken.</summary>
    public static readonly ApiError PermissionExists = new("organisations.permission-exists", 409,
        new("The code is taken.", "Der Code ist vergeben."),
        new("There is a permission with this code already.", "Es gibt schon eine Berechtigung mit diesem Code."))
    {
        Cause = "Codes of permissions are unique and never change.",
        Cure = "Choose another code, or replace the permission that there is.",
    };

    /// <summary>For the operator alone.</summary>
    public static readonly ApiError OperatorOnly = new("organisations.permission-operator-only", 422,
        new("The permission is for the operator.", "Die Berechtigung ist für den Betreiber."),
        new("Contents are edited by the operator alone.", "Inhalte bearbeitet nur der Betreiber."))
    {
        Cause = "The permission to edit contents is granted only in the tenant of the operator.",
        Cure = "Grant it to the operator; its staff then has it.",
    };

    /// <summary>Not for the operator.</summary>
    public static readonly ApiError OrganisationsOnly = new("organisations.permission-organisations-only", 422,
        new("The permission is for organisations.", "Die Berechtigung ist für Organisationen."),
        new("The operator gets permissions for contents and brands only.", "Der Betreiber bekommt nur Berechtigungen für Inhalte und Marken."))
    {
        Cause = "All staff has the permissions of the operator, so only the editing of contents and the data of brands are granted to it.",
        Cure = "Give members of staff the rights that they need, one by one.",
    };

    /// <summary>Needs a VAT ID.</summary>
    public static readonly ApiError NeedsVatId = new("organisations.permission-needs-vat-id", 422,
        new("The permission needs a VAT ID.", "Die Berechtigung braucht eine USt-IdNr."),
        new("The organisation has no valid VAT ID.", "Die Organisation hat keine gültige USt-IdNr."))
    {
        Cause = "Without a valid VAT ID an organisation has no access to CarData.",
        Cure = "The organisation enters its VAT ID first, or corrects the one that was found invalid.",
    };

    /// <summary>Opens contents that the organisation does not see.</summary>
    public static readonly ApiError OtherVehicleKind = new("organisations.permission-vehicle-kind", 422,
        new("The permission is for other vehicles.", "Die Berechtigung ist für andere Fahrzeuge."),
        new("The organisation sees contents of these vehicles only: {0}.", "Die Organisation sieht nur Inhalte dieser Fahrzeuge: {0}."))
    {
        Cause = "Workshops that registered for motorcycles have access to information on motorcycles only.",
        Cure = "Change the user group of the organisation first if it repairs cars too.",
        Example = ["motorcycle"],
    };
}
