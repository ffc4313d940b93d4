using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>Errors of client administration.</summary>
[ErrorCatalogue("Administration")]
public static class AdministrationErrors
{
    /// <summary>No such client.</summary>
    public static readonly ApiError ClientNotFound = new("administration.client-not-found", 404,
        new("No such client.", "Kein solcher Client."),
        new("There is no client with this id.", "Es gibt keinen Client mit dieser Id."))
    {
        Cause = "The id is wrong, or the client has been deleted.",
        Cure = "List the clients to find the right id.",
    };

    /// <summary>No such secret of this client.</summary>
    public static readonly ApiError SecretNotFound = new("administration.secret-not-found", 404,
        new("No such secret.", "Kein solches Secret."),
        new("The client has no secret with this id.", "Der Client hat kein Secret mit dieser Id."))
    {
        Cause = "The id is wrong, belongs to another client, or the secret has been deleted.",
        Cure = "Read the client; its `secrets` list the ids.",
    };

    /// <summary>Two secrets are active already.</summary>
    public static readonly ApiError SecretLimitReached = new("administration.secret-limit-reached", 409,
        new("Two secrets are active.", "Zwei Secrets sind aktiv."),
        new("A client has at most two secrets at a time; delete one first.", "Ein Client hat höchstens zwei Secrets zugleich; löschen Sie zuerst eines."))
    {
        Cause = "Two secrets may overlap, so that one can be changed without down time. Both places are taken.",
        Cure = "Delete the secret that is no longer in use, then create the new one.",
    };

    /// <summary>A client cannot change its own rights.</summary>
    public static readonly ApiError OwnClient = new("administration.own-client", 403,
        new("Not on the own client.", "Nicht am eigenen Client."),
        new("A client cannot change, disable or delete itself.", "Ein Client kann sich nicht selbst ändern, sperren oder löschen."))
    {
        Cause = "Nobody changes own rights. New secrets for itself a client may create and delete.",
        Cure = "Use another client of the operator.",
    };

    /// <summary>A staff right that the caller does not hold.</summary>
    public static readonly ApiError RightNotHeld = new("administration.right-not-held", 403,
        new("The right cannot be given on.", "Das Recht kann nicht weitergegeben werden."),
        new("The caller does not hold the right {0} and cannot give it.", "Der Aufrufer hat das Recht {0} nicht und kann es nicht vergeben."))
    {
        Cause = "Staff rights can be given only by those who hold them, so that nobody gains more than they have.",
        Cure = "Have somebody who holds the right give it.",
        Example = ["clients.administer"],
    };

    /// <summary>A client that belongs to every installation.</summary>
    public static readonly ApiError FirstPartyClient = new("administration.first-party-client", 409,
        new("The client belongs to every installation.", "Der Client gehört zu jeder Installation."),
        new("This client cannot be deleted.", "Dieser Client kann nicht gelöscht werden."))
    {
        Cause = "The portal, the command line and the documentation sign people in through clients of their own. Without them nobody could sign in there.",
        Cure = "Take its redirect URIs away to close it.",
    };

    /// <summary>The client does not authenticate by a secret.</summary>
    public static readonly ApiError SecretNotUsed = new("administration.secret-not-used", 409,
        new("The client uses no secret.", "Der Client benutzt kein Secret."),
        new("Secrets are for clients with the authentication clientSecret.", "Secrets gibt es nur für Clients mit der Authentifizierung clientSecret."))
    {
        Cause = "A public client can keep no secret, and a client with `privateKeyJwt` signs with its own key.",
        Cure = "Change `authMethod` to `clientSecret` first, or replace the keys in `jwks`.",
    };
}
