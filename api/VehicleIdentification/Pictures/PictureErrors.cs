using Aos.Api.Platform.Errors;

namespace Aos.Api.VehicleIdentification.Pictures;

/// <summary>Errors of pictures.</summary>
[ErrorCatalogue("Vehicle Identification: Pictures")]
public static class PictureErrors
{
    /// <summary>A view that is not drawn.</summary>
    public static readonly ApiError ViewNotFound = new("vehicle-identification.picture-view-not-found", 404,
        new("No such view.", "Keine solche Ansicht."),
        new("Pictures show a vehicle from the side, front or rear; {0} is none of these.", "Bilder zeigen ein Fahrzeug in den Ansichten side, front oder rear; {0} ist keine davon."))
    {
        Cause = "The last part of the path is not `side`, `front` or `rear`.",
        Cure = "Ask for one of these views.",
        Example = ["top"],
    };
}
