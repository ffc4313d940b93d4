using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Identity.Access;

/// <summary>Errors of authorisation.</summary>
[ErrorCatalogue("Access")]
public static class AccessErrors
{
    /// <summary>A machine token on an operation for people.</summary>
    public static readonly ApiError PersonRequired = new("access.person-required", 403,
        new("This operation is for people.", "Diese Operation ist für Personen."),
        new("The token stands for a program; this operation needs a signed-in person.", "Das Token steht für ein Programm; diese Operation braucht eine angemeldete Person."))
    {
        Cause = "The token came from client credentials. This operation acts in the name of a person.",
        Cure = "Sign a person in (authorization code or device code) and use that token.",
    };

    /// <summary>A person's token on an operation for machines.</summary>
    public static readonly ApiError MachineRequired = new("access.machine-required", 403,
        new("This operation is for programs.", "Diese Operation ist für Programme."),
        new("The token stands for a person; this operation needs a client acting for itself.", "Das Token steht für eine Person; diese Operation braucht einen Client, der für sich selbst handelt."))
    {
        Cause = "The token belongs to a signed-in person.",
        Cure = "Use a token from client credentials.",
    };

    /// <summary>The password must be changed first.</summary>
    public static readonly ApiError PasswordChangeRequired = new("access.password-change-required", 403,
        new("The password must be changed.", "Das Passwort muss geändert werden."),
        new("Until the password has been changed, only that is possible.", "Bis das Passwort geändert ist, ist nur das möglich."))
    {
        Cause = "An administrator demanded a new password, or the present one is too old or came from a recovery.",
        Cure = "Change the password (`POST /portal/v1/me/password-changes`, or sign in again and follow the page).",
        Action = ResolutionAction.SignInAgain,
        WayOut = new("Let the person change the password, or sign in again and follow the page.", "Lassen Sie die Person das Passwort ändern, oder sich neu anmelden und der Seite folgen."),
    };

    /// <summary>The sign-in is too old for this operation (RFC 9470).</summary>
    public static readonly ApiError SignInTooOld = new("access.sign-in-too-old", 401,
        new("Please sign in again.", "Bitte melden Sie sich erneut an."),
        new("This operation needs a sign-in not older than {0} minutes.", "Diese Operation braucht eine Anmeldung, die nicht älter als {0} Minuten ist."))
    {
        Cause = "The operation touches secrets, an e-mail address, rights of staff or money, and the person signed in too long ago.",
        Cure = "Send the person through `/oauth/authorize` again with the `max_age` of the header `WWW-Authenticate`, and repeat the call with the new token.",
        Action = ResolutionAction.SignInAgain,
        WayOut = new("Let the person sign in again, and send the request with the new token; a refreshed one is not enough.", "Lassen Sie die Person sich neu anmelden, und senden Sie die Anfrage mit dem neuen Token; ein aufgefrischtes genügt nicht."),
        Example = ["15"],
    };

    /// <summary>New conditions of use were not accepted in time.</summary>
    public static readonly ApiError ConditionsNotAccepted = new("access.conditions-not-accepted", 403,
        new("New conditions of use have not been accepted.", "Neue Nutzungsbedingungen sind nicht angenommen."),
        new("The conditions of use of {0} have changed, and the time to accept them is over.", "Die Nutzungsbedingungen von {0} haben sich geändert, und die Zeit, sie anzunehmen, ist vorbei."))
    {
        Cause = "New conditions of use came into force more than 30 days ago, and the legal representative has not accepted them. Until then, where `detail` names `portal`, nobody of the organisation gets in, neither people nor programs; where it names the right to a product, the calls of that product by programs are refused. The legal representative was told by mail several times.",
        Cure = "The legal representative reads and accepts them: those of the portal with `GET /portal/v1/conditions` and `POST /portal/v1/condition-acceptances`, those of a product with `POST /portal/v1/api-subscriptions/{productCode}/condition-acceptances`. Access comes back within a second.",
        Action = ResolutionAction.ContactSupport,
        Example = ["portal"],
    };

    /// <summary>A client of the sandbox does not write to the live organisation.</summary>
    public static readonly ApiError SandboxReadOnly = new("access.sandbox-read-only", 403,
        new("Not from the sandbox.", "Nicht aus der Sandbox."),
        new("A client of the sandbox reads the organisation and its people and does not change them; sign in through a client of the production environment.", "Ein Client der Sandbox liest die Organisation und ihre Personen und ändert sie nicht; melden Sie sich über einen Client der Produktionsumgebung an."))
    {
        Cause = "The person signed in through a client of the sandbox. This operation would change the live organisation, its users, their permissions, or the person's own account.",
        Cure = "Sign the person in through a client of the production environment. Applications, access and clients of the sandbox itself can be changed from it.",
    };

    /// <summary>Only the legal representative may do this.</summary>
    public static readonly ApiError RepresentativeRequired = new("access.legal-representative-required", 403,
        new("Only the legal representative may do this.", "Das darf nur die gesetzliche Vertretung."),
        new("This operation is for the legal representative of the organisation.", "Diese Operation ist für die gesetzliche Vertretung der Organisation."))
    {
        Cause = "The signed-in person is a user of the organisation, but not its legal representative.",
        Cure = "Ask the legal representative of your organisation.",
    };

    /// <summary>The token lacks the scope.</summary>
    public static readonly ApiError ScopeMissing = new("access.scope-missing", 403,
        new("The token lacks a scope.", "Dem Token fehlt ein Scope."),
        new("This operation needs the scope {0}.", "Diese Operation braucht den Scope {0}."))
    {
        Cause = "The token was issued without the scope of this product, because the request for the token did not name it or the client does not have it.",
        Cure = "Ask for a token with this scope; if the client does not have it, have it added to the client.",
        Action = ResolutionAction.RequestAccess,
        ResolutionPath = "/oauth/token",
        NamesScope = true,
        Example = ["vehicle.read"],
    };

    /// <summary>Client or tenant has not been granted the product.</summary>
    public static readonly ApiError ProductNotGranted = new("access.product-not-granted", 403,
        new("The product is not granted.", "Das Produkt ist nicht freigegeben."),
        new("The client or its organisation does not have {0}.", "Der Client oder seine Organisation hat {0} nicht."))
    {
        Cause = "Both are needed: the organisation's access to the product, and the same right on the client.",
        Cure = "Apply for the product, or have the right added to the client.",
        Action = ResolutionAction.RequestAccess,
        Example = ["apiVehicleIdentification"],
    };

    /// <summary>The operator has announced the product only, or retired it.</summary>
    public static readonly ApiError ProductNotAvailable = new("access.product-not-available", 409,
        new("The product is not available.", "Das Produkt ist nicht verfügbar."),
        new("The product {0} is announced only, or has been retired.", "Das Produkt {0} ist nur angekündigt oder wurde eingestellt."))
    {
        Cause = "The state of the product in the catalogue (`GET /portal/v1/api-products`) is not `available`. Nobody can call it, whatever access they have.",
        Cure = "Read the catalogue; ask the contact of the product when it comes, or what takes its place.",
        Action = ResolutionAction.ContactSupport,
        Example = ["apiVehicleIdentification"],
    };

    /// <summary>Access suspended for unpaid invoices.</summary>
    public static readonly ApiError Suspended = new("access.access-suspended", 402,
        new("The access is suspended.", "Der Zugang ist gesperrt."),
        new("Access to {0} is suspended until open invoices are paid.", "Der Zugang zu {0} ist gesperrt, bis offene Rechnungen bezahlt sind."))
    {
        Cause = "An invoice for this product is overdue.",
        Cure = "Pay the open invoices; access comes back by itself.",
        Action = ResolutionAction.ContactSupport,
        Example = ["apiVehicleIdentification"],
    };

    /// <summary>A staff right is missing.</summary>
    public static readonly ApiError PermissionMissing = new("access.permission-missing", 403,
        new("A permission is missing.", "Eine Berechtigung fehlt."),
        new("This operation needs the permission {0}.", "Diese Operation braucht die Berechtigung {0}."))
    {
        Cause = "The caller does not hold the permission that `detail` names, or it has ended.",
        Cure = "Ask whoever administers permissions.",
        Action = ResolutionAction.RequestAccess,
        Example = ["clients.administer"],
    };

    /// <summary>Only the operator's staff and clients may do this.</summary>
    public static readonly ApiError AdministratorRequired = new("access.administrator-required", 403,
        new("Only the operator may do this.", "Das darf nur der Betreiber."),
        new("This operation is for clients and staff of the operator.", "Diese Operation ist für Clients und Personal des Betreibers."))
    {
        Cause = "The path lies under `/administration`, and the token belongs to another tenant.",
        Cure = "Use a client of the operator, or let one of its staff sign in.",
        Action = ResolutionAction.RequestAccess,
    };

    /// <summary>The client may not call from this address.</summary>
    public static readonly ApiError AddressNotAllowed = new("access.address-not-allowed", 403,
        new("This address is not allowed.", "Diese Adresse ist nicht zugelassen."),
        new("The client may call only from the address ranges set for it.", "Der Client darf nur aus den für ihn gesetzten Adressbereichen aufrufen."))
    {
        Cause = "The client is limited to address ranges (`ipRanges`), and the request came from outside them.",
        Cure = "Call from one of these ranges, or have the ranges changed.",
        Action = ResolutionAction.RequestAccess,
    };
}
