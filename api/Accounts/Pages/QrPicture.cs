using System.Globalization;
using System.Text;
using Aos.Api.Platform.Docs;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace Aos.Api.Accounts.Pages;

/// <summary>A QR code as SVG in the page itself, so that no picture with a secret in its address is fetched.</summary>
internal static class QrPicture
{
    /// <summary>Draws a text.</summary>
    /// <param name="text">What the camera reads.</param>
    /// <param name="label">What a screen reader says; plain text.</param>
    public static IHtmlContent Of(string text, string label)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
            for (var x = 0; x < code.ModuleMatrix.Count; x++)
                if (code.ModuleMatrix[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        var size = code.ModuleMatrix.Count;
        return new HtmlString(Html.Of($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" aria-label="{label}" shape-rendering="crispEdges"><path fill="#000000" d="{path.ToString()}" /></svg>
            """));
    }
}
