using System.Security;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Pictures;

/// <summary>The drawing of a vehicle: its body in its paint, from one side. Our own, and the same for the same facts.</summary>
internal static class PictureDrawing
{
    /// <summary>Number of the drawings; goes up when they change, so that nobody keeps an old one.</summary>
    public const int Edition = 1;

    private const int Height = 400;
    private const int Ground = 352;
    private const int SideWidth = 960;
    private const int EndWidth = 480;
    private const double CarScale = 1.88;
    private const double MotorcycleScale = 2.25;

    /// <summary>Colours that do not depend on the paint.</summary>
    private const string Definitions = """
        <defs>
        <linearGradient id="body" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#FFFFFF" stop-opacity="0.42"/><stop offset="0.38" stop-color="#FFFFFF" stop-opacity="0.1"/><stop offset="0.55" stop-color="#FFFFFF" stop-opacity="0.04"/><stop offset="0.8" stop-color="#000000" stop-opacity="0.16"/><stop offset="1" stop-color="#000000" stop-opacity="0.42"/></linearGradient>
        <linearGradient id="glass" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#5B6874"/><stop offset="0.5" stop-color="#323B44"/><stop offset="1" stop-color="#1A2026"/></linearGradient>
        <linearGradient id="lamp" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#FFFFFF"/><stop offset="1" stop-color="#AEBBC6"/></linearGradient>
        <linearGradient id="tail" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#E0343A"/><stop offset="1" stop-color="#8E1519"/></linearGradient>
        <linearGradient id="metal" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#A6ABB1"/><stop offset="1" stop-color="#4A4E54"/></linearGradient>
        <linearGradient id="rim" gradientUnits="userSpaceOnUse" x1="0" y1="220" x2="0" y2="360"><stop offset="0" stop-color="#E4E7EA"/><stop offset="1" stop-color="#8C9197"/></linearGradient>
        <radialGradient id="shade"><stop offset="0" stop-color="#000000" stop-opacity="0.5"/><stop offset="0.7" stop-color="#000000" stop-opacity="0.28"/><stop offset="1" stop-color="#000000" stop-opacity="0"/></radialGradient>
        </defs>

        """;

    /// <summary>The drawing as SVG.</summary>
    /// <param name="body">Body; a saloon is drawn where it is not known.</param>
    /// <param name="hex">Colour of the paint, such as <c>#15171C</c>; grey where it is not known.</param>
    /// <param name="view">From where.</param>
    /// <param name="title">What the picture shows, for those who cannot see it.</param>
    /// <param name="language">Language of the title.</param>
    public static string Svg(BodyType? body, string? hex, PictureView view, string title, string language)
    {
        var width = view == PictureView.Side ? SideWidth : EndWidth;
        var tones = PaintTones.Of(hex);
        var svg = Empty(body, view, width).Raw($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {Height}" width="{width}" height="{Height}" role="img" aria-labelledby="title" xml:lang="{language}">
            <title id="title">{SecurityElement.Escape(title)}</title>

            """).Raw(Definitions);
        if (body == BodyType.Motorcycle && view == PictureView.Side)
            MotorcyclePicture.Side(svg, tones);
        else if (body == BodyType.Motorcycle)
            MotorcyclePicture.End(svg, tones, view);
        else if (view == PictureView.Side)
            CarSide.Draw(svg, BodyShape.Of(body), tones);
        else
            CarEnds.Draw(svg, BodyShape.Of(body), tones, view);
        return svg.Raw("</svg>\n").ToString();
    }

    /// <summary>Cars are drawn to one scale, motorcycles larger; the middle of the vehicle is the middle of the picture.</summary>
    private static SvgDrawing Empty(BodyType? body, PictureView view, int width)
    {
        var scale = body == BodyType.Motorcycle ? MotorcycleScale : CarScale;
        var length = body == BodyType.Motorcycle ? 224 : BodyShape.Of(body).Length;
        return new(scale, view == PictureView.Side ? (width - (scale * length)) / 2 : width / 2.0, Ground);
    }
}
