using System.Net;
using System.Xml.Linq;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.Pictures;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.VehicleIdentification.Pictures;

/// <summary>Drawings of vehicles: what they show, how they are sent, and what is refused.</summary>
public sealed class VehiclePictureTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Example = VehicleLists.Path + "/WBAUV71070A193748/pictures/";

    [Theory]
    [InlineData("side", "BMW 335i, Estate, black-sapphire metallic, from the side", "BMW 335i, Kombi, saphirschwarz metallic, von der Seite")]
    [InlineData("front", "BMW 335i, Estate, black-sapphire metallic, from the front", "BMW 335i, Kombi, saphirschwarz metallic, von vorn")]
    [InlineData("rear", "BMW 335i, Estate, black-sapphire metallic, from behind", "BMW 335i, Kombi, saphirschwarz metallic, von hinten")]
    public async Task A_picture_is_an_SVG_in_the_paint_with_a_title(string view, string english, string german)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var (language, title) in new[] { ("en", english), ("de", german) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Example + view);
            request.Headers.Add("Accept", "image/svg+xml");
            request.Headers.Add("Accept-Language", language);
            using var answer = await workshop.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("image/svg+xml; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
            Assert.Equal("default-src 'none'; style-src 'unsafe-inline'", answer.Header("Content-Security-Policy"));
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Equal(language, answer.Header("Content-Language"));
            var text = await answer.Content.ReadAsStringAsync();
            var svg = XDocument.Parse(text).Root!;
            Assert.Equal(title, svg.Elements().First().Value);
            Assert.Contains("#15171C", text, StringComparison.Ordinal);
            Assert.DoesNotContain(svg.DescendantsAndSelf(), element => element.Name.LocalName is "script" or "image" or "foreignObject" or "use" or "a" || element.Attributes().Any(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name.LocalName == "href"));
        }
    }

    [Fact]
    public async Task Every_body_of_the_sample_data_is_drawn()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var vehicle in SampleVehicle.All.GroupBy(vehicle => (string?)vehicle.Model["bodyType"]).Select(group => group.First()))
            foreach (var view in new[] { "side", "front", "rear" })
                Assert.NotNull(XDocument.Parse(await workshop.GetStringAsync($"{VehicleLists.Path}/{vehicle.Vin}/pictures/{view}")).Root);
    }

    [Fact]
    public async Task An_unchanged_picture_is_not_sent_again_and_a_coded_one_has_its_own_tag()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var first = await workshop.GetAsync(Example + "side");
        Assert.NotNull(first.Content.Headers.LastModified);
        foreach (var (coding, suffix) in new[] { ("", ""), ("br", "-br"), ("gzip", "-gz") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Example + "side");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", coding);
            using var coded = await workshop.SendAsync(request);
            Assert.Equal(first.Header("ETag")![..^1] + suffix + "\"", coded.Header("ETag"));
            Assert.Equal(coding, coded.Content.Headers.ContentEncoding.SingleOrDefault() ?? "");
            using var again = new HttpRequestMessage(HttpMethod.Get, Example + "side");
            again.Headers.TryAddWithoutValidation("If-None-Match", coded.Header("ETag"));
            using var unchanged = await workshop.SendAsync(again);
            Assert.Equal((HttpStatusCode.NotModified, 0), (unchanged.StatusCode, (await unchanged.Content.ReadAsByteArrayAsync()).Length));
        }

        using var front = await workshop.GetAsync(Example + "front");
        Assert.NotEqual(first.Header("ETag"), front.Header("ETag"));
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("image/webp, image/png;q=0.5")]
    [InlineData("text/html")]
    public async Task Raster_formats_are_not_offered(string accept)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var request = new HttpRequestMessage(HttpMethod.Get, Example + "side");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await workshop.SendAsync(request);
        var problem = await answer.ProblemAsync(406, "request.not-acceptable");
        Assert.Contains("image/svg+xml", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image/*")]
    [InlineData("image/png, image/svg+xml;q=0.1")]
    [InlineData("*/*")]
    public async Task Whoever_takes_SVG_gets_it(string accept)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var request = new HttpRequestMessage(HttpMethod.Get, Example + "side");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await workshop.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("top")]
    [InlineData("Side")]
    [InlineData("0")]
    [InlineData("%C2%85")]
    public async Task An_unknown_view_is_not_found(string view)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(Example + view);
        await answer.ProblemAsync(404, "vehicle-identification.picture-view-not-found");
    }

    [Fact]
    public async Task What_is_not_there_or_foreign_has_no_picture()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var noVin = await workshop.GetAsync(VehicleLists.Path + "/short/pictures/side");
        await noVin.ProblemAsync(422, "vehicle-identification.vin-invalid");
        using var unknown = await workshop.GetAsync(VehicleLists.Path + "/WBAUV71070A999999/pictures/side");
        await unknown.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        using var parameter = await workshop.GetAsync(Example + "side?size=2");
        await parameter.ProblemAsync(400, "request.parameter-invalid");
        foreach (var blind in new[] { Somebody.MiniWorkshop, Somebody.MotorcycleWorkshop, Somebody.ProductionWorkshop })
        {
            using var client = await api.AsAsync(blind);
            using var foreign = await client.GetAsync(Example + "side");
            await foreign.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        }

        using var bare = await api.AsAsync(Somebody.WithoutProduct);
        using var refused = await bare.GetAsync(Example + "side");
        await refused.ProblemAsync(403, "access.product-not-granted");
        using var nobody = api.AsNobody();
        using var anonymous = await nobody.GetAsync(Example + "side");
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    [Fact]
    public async Task A_picture_is_one_statement()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await workshop.GetStringAsync(Example + "side");
        using var statements = new CountedStatements(api);
        await workshop.GetStringAsync(Example + "rear");
        Assert.Single(statements.Take());
    }
}
