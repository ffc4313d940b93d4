using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>Errors of API products, applications, access and clients.</summary>
[ErrorCatalogue("Organisations")]
public static class ApiAccessErrors
{
    /// <summary>No such product.</summary>
    public static readonly ApiError ProductNotFound = new("organisations.api-product-not-found", 404,
        new("No such product.", "Kein solches Produkt."),
        new("There is no API product with this code.", "Es gibt kein API-Produkt mit diesem Code."))
    {
        Cause = "The code is wrong.",
        Cure = "List the products to find the right code.",
    };

    /// <summary>No such application, or another organisation's.</summary>
    public static readonly ApiError ApplicationNotFound = new("organisations.api-application-not-found", 404,
        new("No such application.", "Kein solcher Antrag."),
        new("There is no API application with this id.", "Es gibt keinen API-Antrag mit dieser Id."))
    {
        Cause = "The id is wrong, or the application is another organisation's.",
        Cure = "List the applications to find the right id.",
    };

    /// <summary>The organisation never had access to the product.</summary>
    public static readonly ApiError SubscriptionNotFound = new("organisations.api-subscription-not-found", 404,
        new("No such access.", "Kein solcher Zugang."),
        new("The organisation never had access to a product with this code.", "Die Organisation hatte nie Zugang zu einem Produkt mit diesem Code."))
    {
        Cause = "The code is wrong, or the access has not been granted yet.",
        Cure = "List the subscriptions; apply for the product.",
    };

    /// <summary>No such client, or another organisation's.</summary>
    public static readonly ApiError ClientNotFound = new("organisations.api-client-not-found", 404,
        new("No such client.", "Kein solcher Client."),
        new("The organisation has no client with this id.", "Die Organisation hat keinen Client mit dieser Id."))
    {
        Cause = "The id is wrong, the client was deleted, or it is another organisation's.",
        Cure = "List the clients to find the right id.",
    };

    /// <summary>No such secret of this client.</summary>
    public static readonly ApiError SecretNotFound = new("organisations.api-client-secret-not-found", 404,
        new("No such secret.", "Kein solches Secret."),
        new("The client has no secret with this id.", "Der Client hat kein Secret mit dieser Id."))
    {
        Cause = "The id is wrong, belongs to another client, or the secret has been deleted.",
        Cure = "Read the client; its `secrets` list the ids.",
    };

    /// <summary>No such plan.</summary>
    public static readonly ApiError PlanNotFound = new("organisations.plan-not-found", 404,
        new("No such plan.", "Kein solcher Plan."),
        new("There is no plan with this code.", "Es gibt keinen Plan mit diesem Code."))
    {
        Cause = "The code is wrong.",
        Cure = "List the plans to find the right code.",
    };

    /// <summary>A plan with this code exists.</summary>
    public static readonly ApiError PlanExists = new("organisations.plan-exists", 409,
        new("The plan exists.", "Der Plan existiert."),
        new("There is a plan with this code already.", "Es gibt schon einen Plan mit diesem Code."))
    {
        Cause = "Codes of plans are unique and stay.",
        Cure = "Replace that plan, or choose another code.",
    };

    /// <summary>An application for the same product is open.</summary>
    public static readonly ApiError ApplicationAlreadyOpen = new("organisations.application-already-open", 409,
        new("An application is open.", "Ein Antrag ist offen."),
        new("There is an open application for {0} already.", "Es gibt schon einen offenen Antrag für {0}."))
    {
        Cause = "An organisation has one open application per product.",
        Cure = "Wait for its decision, answer its question, or withdraw it.",
        Example = ["vehicle-identification"],
    };

    /// <summary>The state of the application does not permit the act.</summary>
    public static readonly ApiError ApplicationNotOpen = new("organisations.application-not-open", 409,
        new("The application is not open.", "Der Antrag ist nicht offen."),
        new("The application is {0}; this act needs another state.", "Der Antrag ist {0}; dieser Schritt braucht einen anderen Zustand."))
    {
        Cause = "It was decided, withdrawn or closed before, or it waits for an answer, or it does not.",
        Cure = "Read the application; a new one can be sent after the end of this one.",
        Action = ResolutionAction.ReloadAndRetry,
        Example = ["approved"],
    };

    /// <summary>An announced or retired product.</summary>
    public static readonly ApiError ProductNotAvailable = new("organisations.product-not-available", 409,
        new("The product is not available.", "Das Produkt ist nicht verfügbar."),
        new("{0} cannot be had: it is announced only, or no longer offered.", "{0} ist nicht zu haben: es ist nur angekündigt oder wird nicht mehr angeboten."))
    {
        Cause = "The state of the product in the catalogue is not `available`.",
        Cure = "Choose another product, or wait for the announcement.",
        Example = ["parts-information"],
    };

    /// <summary>The organisation has the access already.</summary>
    public static readonly ApiError ProductAlreadyGranted = new("organisations.product-already-granted", 409,
        new("The access is there.", "Der Zugang ist vorhanden."),
        new("The organisation has access to {0} already.", "Die Organisation hat schon Zugang zu {0}."))
    {
        Cause = "The access is active or suspended, so there is nothing to apply for.",
        Cure = "Make a client for the product, or change the plan of the access.",
        Example = ["vehicle-identification"],
    };

    /// <summary>The conditions of a product are not accepted in their current version.</summary>
    public static readonly ApiError ConditionsNotAccepted = new("organisations.conditions-not-accepted", 403,
        new("Conditions are not accepted.", "Bedingungen sind nicht akzeptiert."),
        new("The conditions of use of {0} must be accepted in version {1}.", "Die Nutzungsbedingungen von {0} müssen in Version {1} akzeptiert werden."))
    {
        Cause = "The version named is not the one in force, or none was named.",
        Cure = "Read the product, show its conditions to the legal representative, and send the version in force (with an application in `acceptedConditions`, later to `condition-acceptances`).",
        Action = ResolutionAction.CorrectInput,
        Example = ["vehicle-identification", "2"],
    };

    /// <summary>The organisation is not active.</summary>
    public static readonly ApiError OrganisationNotActive = new("organisations.organisation-not-active", 403,
        new("The organisation is not active.", "Die Organisation ist nicht aktiv."),
        new("Access can be granted to active organisations only; this one is {0}.", "Zugang gibt es nur für aktive Organisationen; diese ist {0}."))
    {
        Cause = "The organisation was suspended or closed after it had applied.",
        Cure = "Reactivate the organisation first, or refuse the application.",
        Example = ["suspended"],
    };

    /// <summary>The plan needs a payment method.</summary>
    public static readonly ApiError PaymentMethodMissing = new("organisations.payment-method-missing", 402,
        new("A payment method is missing.", "Ein Zahlungsmittel fehlt."),
        new("The plan {0} needs a valid payment method of the organisation.", "Der Plan {0} braucht ein gültiges Zahlungsmittel der Organisation."))
    {
        Cause = "Only some plans need one; the organisation has none.",
        Cure = "Add a payment method, or choose another plan.",
        Example = ["premium"],
    };

    /// <summary>The organisation has as many clients as it may have.</summary>
    public static readonly ApiError ClientLimitReached = new("organisations.client-limit-reached", 409,
        new("There are ten clients.", "Es gibt zehn Clients."),
        new("An organisation has at most {0} clients, its sandbox included.", "Eine Organisation hat höchstens {0} Clients, ihre Sandbox eingeschlossen."))
    {
        Cause = "All places are taken; disabled clients count too.",
        Cure = "Delete a client that is no longer used.",
        Example = ["10"],
    };

    /// <summary>The access was terminated.</summary>
    public static readonly ApiError SubscriptionEnded = new("organisations.subscription-ended", 409,
        new("The access has ended.", "Der Zugang ist beendet."),
        new("The access to {0} has ended.", "Der Zugang zu {0} ist beendet."))
    {
        Cause = "It was terminated, and its last day is over.",
        Cure = "Apply for the product again.",
        Example = ["vehicle-identification"],
    };

    /// <summary>The state of the access does not permit the act.</summary>
    public static readonly ApiError SubscriptionState = new("organisations.subscription-state-conflict", 409,
        new("The state does not permit it.", "Der Zustand lässt es nicht zu."),
        new("The access to {0} is {1}; this act needs another state.", "Der Zugang zu {0} ist {1}; dieser Schritt braucht einen anderen Zustand."))
    {
        Cause = "Only an active access is suspended, only a suspended one reactivated, and only a set end is taken back.",
        Cure = "Read the access and act on its current state.",
        Action = ResolutionAction.ReloadAndRetry,
        Example = ["vehicle-identification", "active"],
    };

    /// <summary>The refusal of a request that does not accept the conditions in force.</summary>
    internal static ProblemException NotAccepted(ApiProductRow product, string pointer, string code) => new(ConditionsNotAccepted, [product.Code, product.ConditionsVersion])
    {
        Fields = [new() { Pointer = pointer, Code = code, Detail = $"The version of {product.Code} in force is {product.ConditionsVersion}." }],
    };
}
