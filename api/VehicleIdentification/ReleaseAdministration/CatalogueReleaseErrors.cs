using Aos.Api.Platform.Errors;

namespace Aos.Api.VehicleIdentification.ReleaseAdministration;

/// <summary>Errors of the administration of releases.</summary>
[ErrorCatalogue("Catalogue releases")]
public static class CatalogueReleaseErrors
{
    /// <summary>No such data set.</summary>
    public static readonly ApiError DataSetNotFound = new("administration.data-set-not-found", 404,
        new("No such data set.", "Kein solcher Datenbestand."),
        new("The data sets are production and sandbox.", "Die Datenbestände sind production und sandbox."))
    {
        Cause = "The path names another data set.",
        Cure = "Use `production` or `sandbox` in the path.",
    };

    /// <summary>No such release.</summary>
    public static readonly ApiError ReleaseNotFound = new("administration.release-not-found", 404,
        new("No such release.", "Kein solcher Datenstand."),
        new("The data set has no release with this number.", "Der Datenbestand hat keinen Datenstand mit dieser Nummer."))
    {
        Cause = "No import has had this number.",
        Cure = "List the releases to find the right number.",
    };

    /// <summary>The release is not in use any more.</summary>
    public static readonly ApiError ReleaseNotCurrent = new("administration.release-not-current", 409,
        new("The release is not in use.", "Der Datenstand wird nicht verwendet."),
        new("The release in use is number {0}.", "Der verwendete Datenstand hat die Nummer {0}."))
    {
        Cause = "A roll-back names the release that it takes back, and another one is in use by now: somebody else rolled back, or an import ended.",
        Cure = "Read the releases again, and decide anew.",
        Action = ResolutionAction.ReloadAndRetry,
        Example = ["12"],
    };

    /// <summary>There is nothing to go back to.</summary>
    public static readonly ApiError NoFormerRelease = new("administration.no-former-release", 409,
        new("There is no former release.", "Es gibt keinen früheren Datenstand."),
        new("No release before the one in use can still be read.", "Kein Datenstand vor dem verwendeten ist noch lesbar."))
    {
        Cause = "The release in use is the first one, or those before it were purged or rolled back.",
        Cure = "Import the former data again as a new release.",
    };

    /// <summary>The import has ended.</summary>
    public static readonly ApiError ReleaseNotLoading = new("administration.release-not-loading", 409,
        new("The import has ended.", "Der Import ist beendet."),
        new("Only an import that has not ended can be abandoned; this release is {0}.", "Nur ein nicht beendeter Import kann aufgegeben werden; dieser Datenstand ist {0}."))
    {
        Cause = "The import came to its end, or was abandoned before.",
        Cure = "To take back a release in use, roll back.",
        Example = ["superseded"],
    };

    /// <summary>Releases in use cannot be purged.</summary>
    public static readonly ApiError PurgeBeyondCurrent = new("administration.purge-beyond-current", 409,
        new("The release in use cannot be purged.", "Der verwendete Datenstand kann nicht entfernt werden."),
        new("The release in use is number {0}: only older ones can be purged.", "Der verwendete Datenstand hat die Nummer {0}: Nur ältere können entfernt werden."))
    {
        Cause = "`olderThan` is greater than the number of the release in use.",
        Cure = "Send at most that number. With exactly that number, every former release goes, and no roll-back is possible.",
        Example = ["12"],
    };
}
