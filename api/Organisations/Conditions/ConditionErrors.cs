using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.Conditions;

/// <summary>Errors of the conditions of use.</summary>
[ErrorCatalogue("Organisations: conditions of use")]
public static class ConditionErrors
{
    /// <summary>Not a version that can be accepted.</summary>
    public static readonly ApiError VersionOutdated = new("organisations.condition-version-outdated", 422,
        new("This version cannot be accepted.", "Diese Fassung kann nicht angenommen werden."),
        new("The version is not in force, and none that is published for later.", "Die Fassung gilt nicht und ist auch nicht für später veröffentlicht."))
    {
        Cause = "A newer version came into force, or there is no version with this number.",
        Cure = "Read `GET /portal/v1/conditions` and accept a version that stands there.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>Accepted before.</summary>
    public static readonly ApiError AcceptedAlready = new("organisations.conditions-accepted-already", 409,
        new("The conditions are accepted already.", "Die Bedingungen sind schon angenommen."),
        new("The organisation has accepted this version or a newer one.", "Die Organisation hat diese oder eine neuere Fassung angenommen."))
    {
        Cause = "The version was accepted before, or was in force when the organisation registered.",
        Cure = "Nothing needs to be done.",
    };
}
