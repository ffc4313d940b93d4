using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Types;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Pictures;

/// <summary>The picture of one vehicle.</summary>
internal static class VehiclePicture
{
    /// <summary>The view that a path names; null if there is no such view.</summary>
    public static PictureView? ViewOf(string? text) => text switch
    {
        "side" => PictureView.Side,
        "front" => PictureView.Front,
        "rear" => PictureView.Rear,
        _ => null,
    };

    /// <summary>Draws a vehicle with its title in a language.</summary>
    public static string Draw(VehicleRow row, CatalogueModel model, Codebook book, PictureView view, string language)
    {
        var body = model.BodyType ?? (model.ProductType == ProductType.Motorcycle ? BodyType.Motorcycle : null);
        var paint = VehicleRow.NameOf(book.Paints[language], row.Paint).Name;
        var brand = book.Brands.GetValueOrDefault(model.Brand, model.Brand);
        var shape = body is { } known ? TypeNames.Of(TypeFeature.BodyType, known.ToString().ToLowerInvariant(), language) + ", " : "";
        return PictureDrawing.Svg(body, book.PaintColours.GetValueOrDefault(row.Paint), view, $"{brand} {model.Designation}, {shape}{paint}, {Words(view, language)}", language);
    }

    private static string Words(PictureView view, string language) => (view, language) switch
    {
        (PictureView.Side, "de") => "von der Seite",
        (PictureView.Front, "de") => "von vorn",
        (PictureView.Rear, "de") => "von hinten",
        (PictureView.Side, _) => "from the side",
        (PictureView.Front, _) => "from the front",
        _ => "from behind",
    };
}
