using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.VehicleIdentification.Catalogue;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>Who sees which vehicles: those of the brands and kinds that the tenant has rights for. Others do not exist for the caller.</summary>
internal static class VehicleVisibility
{
    /// <summary>True if the caller sees vehicles of this model.</summary>
    public static bool IsVisible(CatalogueModel model, Principal caller) =>
        caller.Brands.Contains(model.Brand, StringComparer.Ordinal)
        && (caller.VehicleKinds.Length == 0 || caller.VehicleKinds.Contains(model.ProductType.ToString(), StringComparer.OrdinalIgnoreCase));
}
