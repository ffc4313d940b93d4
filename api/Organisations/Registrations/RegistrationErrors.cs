using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.Registrations;

/// <summary>Errors of registrations.</summary>
[ErrorCatalogue("Organisations")]
public static class RegistrationErrors
{
    /// <summary>The user group cannot be chosen in the country.</summary>
    public static readonly ApiError CombinationNotPermitted = new("organisations.user-group-country-not-permitted", 422,
        new("User group and country do not fit.", "Benutzergruppe und Land passen nicht zusammen."),
        new("The user group cannot be chosen in this country.", "Die Benutzergruppe kann in diesem Land nicht gewählt werden."))
    {
        Cause = "A user group can be limited to some countries; `GET /portal/v1/registration-options` tells which.",
        Cure = "Choose another user group, or the country in which the organisation has its seat.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>The remarks do not justify the registration.</summary>
    public static readonly ApiError JustificationRequired = new("organisations.justification-required", 422,
        new("A justification is needed.", "Eine Begründung ist nötig."),
        new("This user group needs remarks of at least 20 characters that justify the request.", "Diese Benutzergruppe braucht Bemerkungen von mindestens 20 Zeichen, die die Anfrage begründen."))
    {
        Cause = "Whoever belongs to none of the named groups has to say why access is needed.",
        Cure = "Write the reason into `remarks`, 20 to 2000 characters.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>A consent is missing.</summary>
    public static readonly ApiError ConsentRequired = new("organisations.consent-required", 422,
        new("A consent is missing.", "Eine Zustimmung fehlt."),
        new("Conditions of use, technical requirements and data protection must be accepted.", "Nutzungsbedingungen, technische Anforderungen und Datenschutz müssen bestätigt werden."))
    {
        Cause = "At least one of the three consents is missing or not `true`.",
        Cure = "Show the texts, and send `accepted: true` with the version of each when the person has agreed.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>A consent was given to an older text.</summary>
    public static readonly ApiError ConsentVersionOutdated = new("organisations.consent-version-outdated", 422,
        new("A text has a newer version.", "Ein Text hat eine neuere Fassung."),
        new("A consent names a version that is not the one in force.", "Eine Zustimmung nennt eine Fassung, die nicht die gültige ist."))
    {
        Cause = "A text was published anew after it was shown.",
        Cure = "Read the versions in force by `GET /portal/v1/registration-options`, show the texts again, and send their versions.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>The password breaks the guidelines.</summary>
    public static readonly ApiError GuidelinesNotMet = new("organisations.password-guidelines-not-met", 422,
        new("The password does not meet the guidelines.", "Das Passwort erfüllt die Richtlinien nicht."),
        new("The password breaks at least one rule; see errors.", "Das Passwort verletzt mindestens eine Regel; siehe errors."))
    {
        Cause = "Each broken rule is one entry of `errors`: `password-too-short`, `password-too-long`, `password-categories`, `password-blocked`.",
        Cure = "Choose another password; `GET /portal/v1/password-guidelines` tells the rules as data.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>The repetition differs.</summary>
    public static readonly ApiError PasswordsDiffer = new("organisations.passwords-differ", 422,
        new("The passwords differ.", "Die Passwörter sind verschieden."),
        new("The repetition is not the password.", "Die Wiederholung ist nicht das Passwort."))
    {
        Cause = "Password and repetition are compared character by character.",
        Cure = "Enter both again.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>The link was never sent.</summary>
    public static readonly ApiError LinkUnknown = new("organisations.link-unknown", 404,
        new("The link is unknown.", "Der Link ist unbekannt."),
        new("There is no such link.", "Es gibt keinen solchen Link."))
    {
        Cause = "The link was cut off or mistyped, or the registration has been deleted.",
        Cure = "Open the link of the mail again, or copy it whole.",
    };

    /// <summary>The link is too old or void.</summary>
    public static readonly ApiError LinkExpired = new("organisations.link-expired", 410,
        new("The link has expired.", "Der Link ist abgelaufen."),
        new("The link is too old, or a newer one was sent.", "Der Link ist zu alt, oder ein neuerer wurde gesendet."))
    {
        Cause = "A confirmation link works for 48 hours and a link for documents for 14 days; only the newest one does.",
        Cure = "Use the newest mail, or register again.",
    };

    /// <summary>The address was confirmed before.</summary>
    public static readonly ApiError AlreadyConfirmed = new("organisations.already-confirmed", 409,
        new("The e-mail address is confirmed already.", "Die E-Mail-Adresse ist schon bestätigt."),
        new("This link has been used.", "Dieser Link wurde schon benutzt."))
    {
        Cause = "A link works once.",
        Cure = "Nothing is to be done: the registration is being checked.",
    };

    /// <summary>No such registration.</summary>
    public static readonly ApiError NotFound = new("organisations.registration-not-found", 404,
        new("No such registration.", "Keine solche Registrierung."),
        new("There is no registration with this id.", "Es gibt keine Registrierung mit dieser Id."))
    {
        Cause = "The id is wrong, or the registration has been deleted some time after its end.",
        Cure = "List the registrations to find the right id.",
    };

    /// <summary>The registration is not in review.</summary>
    public static readonly ApiError NotInReview = new("organisations.registration-not-in-review", 409,
        new("The registration is not in review.", "Die Registrierung ist nicht in Prüfung."),
        new("The registration is in the state {0}.", "Die Registrierung ist im Zustand {0}."))
    {
        Cause = "Only a registration in review is approved, refused or asked for documents. Somebody else may have decided it meanwhile.",
        Cure = "Read the registration again.",
        Action = ResolutionAction.ReloadAndRetry,
        Example = ["active"],
    };

    /// <summary>The registration waits for no documents.</summary>
    public static readonly ApiError NotWaitingForDocuments = new("organisations.registration-not-waiting-for-documents", 409,
        new("The registration waits for no documents.", "Die Registrierung wartet auf keine Dokumente."),
        new("The registration is in the state {0}.", "Die Registrierung ist im Zustand {0}."))
    {
        Cause = "Documents were not asked for, have been sent already, or the registration has been decided.",
        Cure = "Wait for a mail.",
        Example = ["inReview"],
    };
}
