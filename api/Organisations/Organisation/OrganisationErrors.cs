using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;

namespace Aos.Api.Organisations.Organisation;

/// <summary>Errors of an organisation's own data, state and change requests.</summary>
[ErrorCatalogue("Organisations")]
public static class OrganisationErrors
{
    /// <summary>No such organisation.</summary>
    public static readonly ApiError NotFound = new("organisations.organisation-not-found", 404,
        new("No such organisation.", "Keine solche Organisation."),
        new("There is no organisation with this id.", "Es gibt keine Organisation mit dieser Id."))
    {
        Cause = "The id is wrong, or it belongs to another kind of tenant.",
        Cure = "List the organisations to find the right id.",
    };

    /// <summary>The operator has not said in which country the organisation is.</summary>
    public static readonly ApiError CountryUnknown = new("organisations.country-unknown", 409,
        new("The country is not known.", "Das Land ist nicht bekannt."),
        new("The organisation was made without a country, and its data cannot be kept before it has one.", "Die Organisation wurde ohne Land angelegt; ohne Land können ihre Daten nicht gespeichert werden."))
    {
        Cause = "A command on the server made the organisation without `--country`.",
        Cure = "Ask the operator to set the country.",
        Action = ResolutionAction.ContactSupport,
    };

    /// <summary>No change request waits.</summary>
    public static readonly ApiError NoChangeRequest = new("organisations.change-request-not-found", 404,
        new("There is no such change request.", "Es gibt keinen solchen Änderungsantrag."),
        new("There is no change request, or none with this id.", "Es gibt keinen Änderungsantrag, oder keinen mit dieser Id."))
    {
        Cause = "None was made, or the id is wrong.",
        Cure = "Read the organisation; its `changeRequest` is the one that counts.",
    };

    /// <summary>The change request was decided or withdrawn.</summary>
    public static readonly ApiError ChangeRequestNotOpen = new("organisations.change-request-not-open", 409,
        new("The change request is not open.", "Der Änderungsantrag ist nicht offen."),
        new("The change request has the state {0}.", "Der Änderungsantrag hat den Stand {0}."))
    {
        Cause = "Only an open request can be approved, refused or withdrawn; somebody was faster.",
        Cure = "Read the request again.",
        Action = ResolutionAction.ReloadAndRetry,
        Example = ["applied"],
    };

    /// <summary>The organisation has access to CarData and would have no VAT id.</summary>
    public static readonly ApiError ChangeRequestWithoutVatId = new("organisations.change-request-without-vat-id", 409,
        new("The organisation needs a VAT ID.", "Die Organisation braucht eine USt-IdNr."),
        new("The request takes the VAT ID away, and access to CarData needs one.", "Der Antrag nimmt die USt-IdNr. weg, und der Zugang zu CarData braucht eine."))
    {
        Cause = "CarData was granted after the request had been made.",
        Cure = "Refuse the request, or withdraw the permission for CarData and end the access of programs to it first.",
    };

    /// <summary>Not in this state.</summary>
    public static readonly ApiError StateNotPermitted = new("organisations.state-not-permitted", 409,
        new("Not in this state of the organisation.", "Nicht in diesem Stand der Organisation."),
        new("The organisation has the state {0}.", "Die Organisation hat den Stand {0}."))
    {
        Cause = "An active organisation can be suspended, a suspended one taken back, and both can be closed; a closed one stays closed.",
        Cure = "Read the organisation; its `status` tells the present state.",
        Example = ["closed"],
    };

    /// <summary>The user group is not offered in the country.</summary>
    public static readonly ApiError GroupNotPermitted = new("organisations.user-group-not-permitted", 422,
        new("The user group is not permitted.", "Die Nutzergruppe ist nicht zulässig."),
        new("There is no such user group, or it is not offered in the country of the organisation.", "Es gibt keine solche Nutzergruppe, oder sie wird im Land der Organisation nicht angeboten."))
    {
        Cause = "User groups can be limited to countries.",
        Cure = "Choose another group; the groups are data of the operator.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>The organisation is being closed already.</summary>
    public static readonly ApiError ClosingOpen = new("organisations.closing-open", 409,
        new("The organisation is being closed.", "Die Organisation wird geschlossen."),
        new("A closing was asked for already and ends on its day unless it is withdrawn.", "Eine Schließung wurde schon verlangt und gilt von ihrem Tag an, wenn sie nicht zurückgezogen wird."))
    {
        Cause = "There is one closing at a time.",
        Cure = "Read it at `/portal/v1/organisation/closings/current`, or withdraw it there.",
    };

    /// <summary>No closing was asked for.</summary>
    public static readonly ApiError NoClosing = new("organisations.closing-not-found", 404,
        new("No closing is open.", "Keine Schließung ist offen."),
        new("The organisation is not being closed.", "Die Organisation wird nicht geschlossen."))
    {
        Cause = "None was asked for, or it was withdrawn.",
        Cure = "Nothing is to be done.",
    };

    /// <summary>A problem about fields.</summary>
    internal static ProblemException Fields(ApiError error, params IEnumerable<string> pointers) =>
        new(error, []) { Fields = [.. pointers.Select(pointer => new FieldError { Pointer = pointer, Code = error.Code[(error.Code.IndexOf('.', StringComparison.Ordinal) + 1)..], Detail = error.Detail.En })] };
}
