using Aos.Api.Platform.Errors;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>Errors of reference lists.</summary>
[ErrorCatalogue("Vehicle Identification: Reference lists")]
public static class ReferenceErrors
{
    /// <summary>A release from which changes cannot be told.</summary>
    public static readonly ApiError ReleaseNotComparable = new("vehicle-identification.release-not-comparable", 410,
        new("Changes since this release cannot be told.", "Änderungen seit diesem Datenstand lassen sich nicht nennen."),
        new("The release {0} is unknown, no longer kept, or was withdrawn.", "Der Datenstand {0} ist unbekannt, wird nicht mehr vorgehalten oder wurde zurückgezogen."))
    {
        Cause = "`changedSince` names a release that was never in use, has been purged, or was rolled back after you had read it.",
        Cure = "Read the whole list without `changedSince`, replace your copy by it, and go on from its `release`.",
        Example = ["2024-01"],
    };
}
