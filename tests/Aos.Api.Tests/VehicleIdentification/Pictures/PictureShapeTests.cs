using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Aos.Api.VehicleIdentification.Pictures;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.VehicleIdentification.Pictures;

/// <summary>Every shape from every side, against the files beside this test. AOS_UPDATE=1 writes them anew; look at them then.</summary>
public sealed class PictureShapeTests
{
    public static TheoryData<BodyType, PictureView> Shapes()
    {
        var shapes = new TheoryData<BodyType, PictureView>();
        foreach (var body in Enum.GetValues<BodyType>())
            foreach (var view in Enum.GetValues<PictureView>())
                shapes.Add(body, view);
        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_shape_is_as_it_was(BodyType body, PictureView view)
    {
        var svg = PictureDrawing.Svg(body, "#1F3C7A", view, $"{body}, {view}", "en");
        var file = Path.Combine(Folder(), $"{body}-{view}.svg".ToLowerInvariant());
        if (Environment.GetEnvironmentVariable("AOS_UPDATE") == "1" && Environment.GetEnvironmentVariable("CI") is null)
            File.WriteAllText(file, svg);
        Assert.Equal(File.ReadAllText(file), svg);
    }

    [Fact]
    public void Shapes_differ_and_an_unknown_body_is_a_saloon()
    {
        var side = Enum.GetValues<BodyType>().Select(body => PictureDrawing.Svg(body, null, PictureView.Side, "", "en")).ToList();
        Assert.Equal(side.Count, side.Distinct().Count());
        Assert.Equal(side[(int)BodyType.Saloon], PictureDrawing.Svg(null, null, PictureView.Side, "", "en"));
    }

    [Fact]
    public void A_title_cannot_leave_its_element()
    {
        const string Bait = "</title><script>alert(1)</script> & \"quotes\"";
        var svg = XDocument.Parse(PictureDrawing.Svg(BodyType.Suv, "#FFFFFF", PictureView.Front, Bait, "en")).Root!;
        Assert.Equal(Bait, svg.Elements().First().Value);
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
    }

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Shapes");
}
