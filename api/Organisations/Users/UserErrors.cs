using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.Users;

/// <summary>Errors of the users of an organisation.</summary>
[ErrorCatalogue("Organisations")]
public static class UserErrors
{
    /// <summary>No such user.</summary>
    public static readonly ApiError NotFound = new("organisations.user-not-found", 404,
        new("No such user.", "Kein solcher Benutzer."),
        new("The organisation has no user with this id.", "Die Organisation hat keinen Benutzer mit dieser Id."))
    {
        Cause = "The id is wrong, the user was deleted, or belongs to another organisation.",
        Cure = "List the users to find the right id.",
    };

    /// <summary>The own organisation has such a user.</summary>
    public static readonly ApiError Exists = new("organisations.user-exists", 409,
        new("There is such a user.", "Es gibt diesen Benutzer."),
        new("A user of the organisation has this e-mail address already.", "Ein Benutzer der Organisation hat diese E-Mail-Adresse bereits."))
    {
        Cause = "E-mail addresses are compared without case.",
        Cure = "List the users with `q`; a user who has not confirmed the address can be sent the mail again.",
    };

    /// <summary>The address cannot be used.</summary>
    public static readonly ApiError EmailNotAvailable = new("organisations.email-not-available", 409,
        new("The e-mail address is not available.", "Die E-Mail-Adresse ist nicht verfügbar."),
        new("This e-mail address cannot be used for a new user.", "Diese E-Mail-Adresse kann nicht für einen neuen Benutzer benutzt werden."))
    {
        Cause = "One person has one account. Why an address is not available is not told, so that nobody finds out who has an account.",
        Cure = "Use another address, or ask the person to have the other account deleted.",
    };

    /// <summary>As many users as permitted.</summary>
    public static readonly ApiError LimitReached = new("organisations.user-limit-reached", 409,
        new("There are as many users as permitted.", "Es gibt so viele Benutzer wie zulässig."),
        new("An organisation has at most {0} users.", "Eine Organisation hat höchstens {0} Benutzer."))
    {
        Cause = "The operator limits the number of users of an organisation.",
        Cure = "Delete users who are not needed any more, or ask the operator.",
        Example = ["200"],
    };

    /// <summary>The address is confirmed.</summary>
    public static readonly ApiError AlreadyConfirmed = new("organisations.email-already-confirmed", 409,
        new("The e-mail address is confirmed.", "Die E-Mail-Adresse ist bestätigt."),
        new("The user has confirmed the e-mail address already.", "Der Benutzer hat die E-Mail-Adresse schon bestätigt."))
    {
        Cause = "Mails with the activation link, and corrections of the address without a confirmation, are for users who have not activated their account.",
        Cure = "Ask for a change of the address instead (`POST …/email-changes`).",
    };

    /// <summary>The address is not confirmed.</summary>
    public static readonly ApiError NotConfirmed = new("organisations.email-not-confirmed", 409,
        new("The e-mail address is not confirmed.", "Die E-Mail-Adresse ist nicht bestätigt."),
        new("The user has not confirmed the e-mail address yet.", "Der Benutzer hat die E-Mail-Adresse noch nicht bestätigt."))
    {
        Cause = "Data and permissions of a user can be changed once the account was activated.",
        Cure = "Have the user follow the link of the mail, or send it again (`POST …/confirmation-mails`).",
    };

    /// <summary>The representative stays.</summary>
    public static readonly ApiError RepresentativeStays = new("organisations.legal-representative-not-deletable", 409,
        new("The legal representative cannot be deleted.", "Die gesetzliche Vertretung kann nicht gelöscht werden."),
        new("One user of each organisation cannot be deleted or suspended: its legal representative.", "Ein Benutzer jeder Organisation kann weder gelöscht noch gesperrt werden: ihre gesetzliche Vertretung."))
    {
        Cause = "The legal representative is the account of the registration.",
        Cure = "Hand the account over by changing its data; a lost representative is replaced by the operator.",
    };

    /// <summary>The user is not active.</summary>
    public static readonly ApiError NotActive = new("organisations.user-not-active", 409,
        new("Not in this state of the user.", "Nicht in diesem Stand des Benutzers."),
        new("The user has the state {0}.", "Der Benutzer hat den Stand {0}."))
    {
        Cause = "An active user can be suspended or become the legal representative, a suspended one taken back.",
        Cure = "Read the user; its `state` tells the present one.",
        Example = ["invited"],
    };

    /// <summary>The user has the role already.</summary>
    public static readonly ApiError RepresentativeAlready = new("organisations.legal-representative-already", 409,
        new("That is the legal representative.", "Das ist die gesetzliche Vertretung."),
        new("This user is the legal representative of the organisation already.", "Dieser Benutzer ist schon die gesetzliche Vertretung der Organisation."))
    {
        Cause = "The role belongs to one user of an organisation.",
        Cure = "Nothing is to be done.",
    };

    /// <summary>The organisation is not active.</summary>
    public static readonly ApiError OrganisationNotActive = new("organisations.user-organisation-not-active", 409,
        new("The organisation is not active.", "Die Organisation ist nicht aktiv."),
        new("The organisation has the state {0}.", "Die Organisation hat den Stand {0}."))
    {
        Cause = "Users can be created in an active organisation only.",
        Cure = "Have the suspension taken back first.",
        Example = ["suspended"],
    };

    /// <summary>Too many invitations in an hour.</summary>
    public static readonly ApiError TooManyMails = new("organisations.too-many-invitations", 429,
        new("Too many mails.", "Zu viele Mails."),
        new("There were too many invitations in the last hour. Wait for the seconds in Retry-After.", "In der letzten Stunde gab es zu viele Einladungen. Warten Sie die Sekunden in Retry-After."))
    {
        Cause = "An invitation can be sent again 3 times an hour, and an organisation sends at most 200 an hour, and names at most 30 addresses an hour that are not available.",
        Cure = "Wait for the seconds in `Retry-After`.",
        Action = ResolutionAction.WaitUntil,
    };
}
