using Aos.Api.Platform.Errors;

namespace Aos.Api.Accounts;

/// <summary>Errors of people's own accounts.</summary>
[ErrorCatalogue("Accounts")]
public static class AccountsErrors
{
    /// <summary>The new password breaks the guidelines.</summary>
    public static readonly ApiError GuidelinesNotMet = new("accounts.password-guidelines-not-met", 422,
        new("The password does not meet the guidelines.", "Das Passwort erfüllt die Richtlinien nicht."),
        new("The new password breaks at least one rule; see errors.", "Das neue Passwort verletzt mindestens eine Regel; siehe errors."))
    {
        Cause = "The password is too short or too long, has too few kinds of characters, is a common one or a name, or was used before. Each broken rule is one entry of `errors`: `password-too-short`, `password-too-long`, `password-categories`, `password-blocked`, `password-used-before`.",
        Cure = "Choose another password; `GET /portal/v1/password-guidelines` tells the rules as data, so that a client can check while somebody types.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>The repetition differs.</summary>
    public static readonly ApiError PasswordsDiffer = new("accounts.passwords-differ", 422,
        new("The passwords differ.", "Die Passwörter sind verschieden."),
        new("The repetition is not the new password.", "Die Wiederholung ist nicht das neue Passwort."))
    {
        Cause = "The new password and its repetition are compared character by character.",
        Cure = "Enter both again.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>The present password is not correct.</summary>
    public static readonly ApiError OldPasswordWrong = new("accounts.old-password-wrong", 422,
        new("The old password is not correct.", "Das alte Passwort ist nicht richtig."),
        new("The present password is needed for this, and it is another one.", "Dafür wird das jetzige Passwort gebraucht, und es lautet anders."))
    {
        Cause = "Changes of password, e-mail address and second factor need the present password. Failures count like failed log-ons.",
        Cure = "Enter the present password; if it is forgotten, reset it.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>Too many failures or requests.</summary>
    public static readonly ApiError TooManyAttempts = new("accounts.too-many-attempts", 429,
        new("Too many attempts.", "Zu viele Versuche."),
        new("There were too many attempts. Wait for the seconds in Retry-After.", "Es gab zu viele Versuche. Warten Sie die Sekunden in Retry-After."))
    {
        Cause = "Wrong passwords and codes, and requests for mails, are limited per account and per address. The right password is refused too until the time is over; nobody is locked out for good.",
        Cure = "Wait for the seconds in `Retry-After`.",
        Action = ResolutionAction.WaitUntil,
    };

    /// <summary>The code does not belong to the address, or is void.</summary>
    public static readonly ApiError ResetCodeInvalid = new("accounts.reset-code-invalid", 422,
        new("The reset code is not valid.", "Der Code ist nicht gültig."),
        new("There is no such code for this address, or a newer one was sent.", "Es gibt keinen solchen Code für diese Adresse, oder ein neuerer wurde gesendet."))
    {
        Cause = "The code was mistyped, belongs to another address, is void after five wrong tries, or a newer code was asked for.",
        Cure = "Enter the code of the newest mail, or ask for another one.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>The 30 minutes of the code are over.</summary>
    public static readonly ApiError ResetCodeExpired = new("accounts.reset-code-expired", 410,
        new("The reset code has expired.", "Der Code ist abgelaufen."),
        new("A code is valid for 30 minutes.", "Ein Code gilt 30 Minuten."))
    {
        Cause = "More than 30 minutes have passed since the code was asked for.",
        Cure = "Ask for another code.",
    };

    /// <summary>The code was used before.</summary>
    public static readonly ApiError ResetCodeUsed = new("accounts.reset-code-used", 409,
        new("The reset code has been used.", "Der Code wurde schon benutzt."),
        new("A code works once.", "Ein Code gilt einmal."))
    {
        Cause = "The temporary password of this code has already been shown.",
        Cure = "Ask for another code.",
    };

    /// <summary>The new address is the present one.</summary>
    public static readonly ApiError EmailUnchanged = new("accounts.email-unchanged", 422,
        new("That is the present e-mail address.", "Das ist die jetzige E-Mail-Adresse."),
        new("The new address is the one that the account has.", "Die neue Adresse ist die, die das Konto schon hat."))
    {
        Cause = "Addresses are compared without case and outer blanks.",
        Cure = "Enter another address.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>No change of the e-mail address is open.</summary>
    public static readonly ApiError NoEmailChange = new("accounts.email-change-not-found", 404,
        new("No change of the e-mail address is open.", "Keine Änderung der E-Mail-Adresse ist offen."),
        new("There is no request that waits for its confirmation.", "Es gibt keine Anforderung, die auf ihre Bestätigung wartet."))
    {
        Cause = "None was asked for, or it was confirmed, withdrawn, or is older than 48 hours.",
        Cure = "Ask for a change.",
    };

    /// <summary>The link was never sent.</summary>
    public static readonly ApiError LinkUnknown = new("accounts.link-unknown", 404,
        new("The link is unknown.", "Der Link ist unbekannt."),
        new("There is no such link.", "Es gibt keinen solchen Link."))
    {
        Cause = "The link was cut off or mistyped.",
        Cure = "Open the link of the mail again, or copy it whole.",
    };

    /// <summary>The link is too old or void.</summary>
    public static readonly ApiError LinkExpired = new("accounts.link-expired", 410,
        new("The link has expired.", "Der Link ist abgelaufen."),
        new("The link is too old, was withdrawn, or a newer one was sent.", "Der Link ist zu alt, wurde zurückgezogen, oder ein neuerer wurde gesendet."))
    {
        Cause = "Only the newest link works: that of a change of address for 48 hours, that of an invitation for 7 days.",
        Cure = "Use the newest mail, or ask for another one.",
    };

    /// <summary>The address was confirmed before.</summary>
    public static readonly ApiError AlreadyConfirmed = new("accounts.already-confirmed", 409,
        new("The e-mail address is confirmed already.", "Die E-Mail-Adresse ist schon bestätigt."),
        new("This link has been used.", "Dieser Link wurde schon benutzt."))
    {
        Cause = "A link works once.",
        Cure = "Nothing is to be done: the address is valid.",
    };

    /// <summary>Somebody else has the address by now.</summary>
    public static readonly ApiError EmailTaken = new("accounts.email-taken", 409,
        new("The e-mail address is taken.", "Die E-Mail-Adresse ist vergeben."),
        new("Another account has this address by now.", "Ein anderes Konto hat inzwischen diese Adresse."))
    {
        Cause = "Between the request and its confirmation the address became that of another account.",
        Cure = "Ask for a change to another address.",
    };

    /// <summary>A text was not accepted.</summary>
    public static readonly ApiError ConsentRequired = new("accounts.consent-required", 422,
        new("A text must be accepted.", "Ein Text muss angenommen werden."),
        new("The conditions of use and the information on data protection must be accepted.", "Die Nutzungsbedingungen und die Informationen zum Datenschutz müssen angenommen werden."))
    {
        Cause = "`accepted` is missing or false for a text that is in force.",
        Cure = "Show the texts (`GET /portal/v1/documents`) and send `accepted: true` with the version that was shown.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>A text was accepted in another version than the one in force.</summary>
    public static readonly ApiError ConsentVersionOutdated = new("accounts.consent-version-outdated", 422,
        new("The text has a new version.", "Der Text hat eine neue Version."),
        new("The version that was accepted is not the one in force.", "Die angenommene Version ist nicht die gültige."))
    {
        Cause = "A new version came into force after the text was shown.",
        Cure = "Show the text again and send its present version.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>No such session.</summary>
    public static readonly ApiError SessionNotFound = new("accounts.session-not-found", 404,
        new("No such session.", "Keine solche Sitzung."),
        new("You have no open session with this id.", "Sie haben keine offene Sitzung mit dieser Id."))
    {
        Cause = "The session has ended, or never was yours.",
        Cure = "List the sessions.",
    };

    /// <summary>No such consent.</summary>
    public static readonly ApiError ConsentNotFound = new("accounts.consent-not-found", 404,
        new("No such consent.", "Keine solche Zustimmung."),
        new("You have permitted this client nothing.", "Sie haben diesem Client nichts erlaubt."))
    {
        Cause = "The consent was withdrawn, or never given.",
        Cure = "List the consents.",
    };

    /// <summary>The code of the second factor is not correct.</summary>
    public static readonly ApiError CodeWrong = new("accounts.second-factor-code-wrong", 422,
        new("The code is not correct.", "Der Code ist nicht richtig."),
        new("The authenticator shows another code, or this one has been used.", "Die Authenticator-App zeigt einen anderen Code, oder dieser wurde schon benutzt."))
    {
        Cause = "A code is valid for 30 seconds and works once. A clock that is wrong makes wrong codes.",
        Cure = "Enter the code that is shown now; set the clock of the device.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>There is a second factor already.</summary>
    public static readonly ApiError SecondFactorSet = new("accounts.second-factor-active", 409,
        new("A second factor is active.", "Ein zweiter Faktor ist aktiv."),
        new("There is a second factor already; remove it first.", "Es gibt schon einen zweiten Faktor; entfernen Sie ihn zuerst."))
    {
        Cause = "An account has one authenticator at a time.",
        Cure = "Remove the present second factor, then set up the new one.",
    };

    /// <summary>There is no second factor.</summary>
    public static readonly ApiError NoSecondFactor = new("accounts.second-factor-not-found", 404,
        new("There is no second factor.", "Es gibt keinen zweiten Faktor."),
        new("The account has no second factor, or none that waits for its first code.", "Das Konto hat keinen zweiten Faktor, oder keinen, der auf seinen ersten Code wartet."))
    {
        Cause = "It was never set up, or has been removed.",
        Cure = "Set one up.",
    };

    /// <summary>A second factor is demanded.</summary>
    public static readonly ApiError SecondFactorRequired = new("accounts.second-factor-required", 409,
        new("The second factor is demanded.", "Der zweite Faktor wird verlangt."),
        new("You sign in with a second factor and cannot remove it.", "Sie melden sich mit einem zweiten Faktor an und können ihn nicht entfernen."))
    {
        Cause = "Accounts of the operator's staff always have a second factor, and so has everybody whose organisation demands it.",
        Cure = "If the device is lost, ask another member of staff to remove it; the next log-on sets up a new one.",
    };

    /// <summary>No such account.</summary>
    public static readonly ApiError AccountNotFound = new("accounts.account-not-found", 404,
        new("No such account.", "Kein solches Konto."),
        new("There is no account with this id.", "Es gibt kein Konto mit dieser Id."))
    {
        Cause = "The id is wrong, or the account has been closed.",
        Cure = "List the accounts to find the right id.",
    };

    /// <summary>Not on the own account.</summary>
    public static readonly ApiError OwnAccount = new("accounts.own-account", 403,
        new("Not on the own account.", "Nicht am eigenen Konto."),
        new("Another member of staff has to do this.", "Das muss ein anderes Mitglied des Personals tun."))
    {
        Cause = "Nobody removes the own second factor by the administration: who holds a stolen token could.",
        Cure = "Ask a colleague who may administer users.",
    };

    internal static ProblemException Wait(ApiError error, int? seconds) => new(error, []) { RetryAfterSeconds = seconds ?? 60 };

    internal static ProblemException Field(ApiError error, string pointer, string? code = null) =>
        new(error, []) { Fields = [new() { Pointer = pointer, Code = code ?? error.Code[(error.Code.IndexOf('.', StringComparison.Ordinal) + 1)..], Detail = error.Detail.En }] };
}
