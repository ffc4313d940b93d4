using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Http;

/// <summary>The language of an answer is the best that Accept-Language names; English where none fits; never 406.</summary>
public sealed class LanguageTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Vehicle = "/vehicle-identification/v1/vehicles/WBAUV71070A193748";

    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("de", "de")]
    [InlineData("DE", "de")]
    [InlineData("de-AT", "de")]
    [InlineData("de-Latn-CH", "de")]
    [InlineData("en", "en")]
    [InlineData("en-GB, de", "en")]
    [InlineData("de, en", "de")]
    [InlineData("en;q=0.5, de;q=0.6", "de")]
    [InlineData("de;q=0.5, en;q=0.6", "en")]
    [InlineData("en;q=0.5, de", "de")]
    [InlineData("de;q=0", "en")]
    [InlineData("de;q=0, fr", "en")]
    [InlineData("fr, pl;q=0.9", "en")]
    [InlineData("fr, de;q=0.1", "de")]
    [InlineData("fr;q=1, *;q=0.5", "en")]
    [InlineData("*;q=0.5, de;q=0.9", "de")]
    [InlineData("den", "en")]
    [InlineData("d", "en")]
    [InlineData("de;q=x", "en")]
    [InlineData(";;;", "en")]
    public async Task The_best_language_answers(string? accepted, string expected)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        if (accepted is not null)
            workshop.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);
        using var answer = await workshop.GetAsync(Vehicle);
        Assert.Equal(expected, answer.Header("Content-Language"));
        Assert.Equal(expected == "de" ? "saphirschwarz metallic" : "black-sapphire metallic", (string?)(await answer.JsonAsync())["paint"]!["name"]);
        Assert.Contains("Accept-Language", answer.Headers.Vary);

        using var unknown = await workshop.GetAsync(Vehicle.Replace("A193748", "A999999", StringComparison.Ordinal));
        var problem = await unknown.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        Assert.Equal(expected, unknown.Header("Content-Language"));
        Assert.Equal(expected == "de" ? "Kein solches Fahrzeug." : "No such vehicle.", (string?)problem["title"]);
        Assert.Contains("WBAUV71070A999999", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_header_lines_are_one_list()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var head = RawConnection.Head("GET " + Vehicle, "Authorization: " + workshop.DefaultRequestHeaders.Authorization, "Accept-Language: fr", "Accept-Language: de;q=0.3");
        var (status, answer, _) = await RawConnection.SendAsync(api, head);
        Assert.Equal(200, status);
        Assert.Contains("Content-Language: de\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_and_ids_are_never_translated()
    {
        using var nobody = api.AsNobody();
        nobody.DefaultRequestHeaders.Add("Accept-Language", "de");
        using var answer = await nobody.GetAsync(Vehicle);
        var problem = await answer.ProblemAsync(401, "auth.not-signed-in");
        Assert.Equal("signInAgain", (string?)problem["resolution"]!["action"]);
        Assert.Equal("Holen Sie ein neues Zugriffstoken und senden Sie die Anfrage noch einmal.", (string?)problem["resolution"]!["text"]);
    }
}
