using Aos.Api.Platform.Errors;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>Errors of the type finder.</summary>
[ErrorCatalogue("Vehicle Identification: Types")]
public static class TypeErrors
{
    /// <summary>A search without any criterion.</summary>
    public static readonly ApiError CriteriaRequired = new("vehicle-identification.criteria-required", 422,
        new("A criterion is needed.", "Ein Suchmerkmal ist nötig."),
        new("Name at least one feature of the type, or send words as q.", "Nennen Sie mindestens ein Merkmal des Typs, oder senden Sie Wörter als q."))
    {
        Cause = "The search for types names no feature and has no text in `q`.",
        Cure = "Send at least one criterion, for example `brand=bmw` or `q=320d touring 2014`.",
    };

    /// <summary>No such type for this caller.</summary>
    public static readonly ApiError TypeNotFound = new("vehicle-identification.type-not-found", 404,
        new("No such type.", "Kein solcher Typ."),
        new("There is no type with the key {0} among the data that you may see.", "Unter den für Sie sichtbaren Daten gibt es keinen Typ mit dem Schlüssel {0}."))
    {
        Cause = "The data of the current release do not hold this type key, or hold it under a brand or a kind of vehicle that your organisation has no right for.",
        Cure = "Check the type key, or look for it by the features of the type.",
        Example = ["UV81"],
    };
}
