using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.VehicleIdentification.Catalogue;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>Who sees which vehicles: those of the brands and kinds that the tenant has rights for. Others do not exist for the caller.</summary>
internal static class VehicleVisibility
{
    /// <summary>True if the caller sees vehicles of this model.</summary>
    public static bool IsVisible(CatalogueModel model, Principal caller) => IsVisible(model, caller.Brands, caller.VehicleKinds);

    /// <summary>True if whoever has these brands and kinds sees vehicles of this model.</summary>
    public static bool IsVisible(CatalogueModel model, string[] brands, string[] vehicleKinds) => IsVisible(model.Brand, model.ProductType, brands, vehicleKinds);

    /// <summary>True if whoever has these brands and kinds sees vehicles of this brand and kind.</summary>
    public static bool IsVisible(string brand, ProductType kind, string[] brands, string[] vehicleKinds) =>
        brands.Contains(brand, StringComparer.Ordinal)
        && (vehicleKinds.Length == 0 || vehicleKinds.Contains(kind.ToString(), StringComparer.OrdinalIgnoreCase));
}
