using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.VehicleIdentification.Types;

/// <summary>Free text in English and German: what is understood, as what, and what is not.</summary>
[Trait("Requirement", "API-16")]
public sealed class TypeTextTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("320i touring 2014", "320i: modelDesignation=320i; touring: bodyType=estate; 2014: modelYear=2014", "")]
    [InlineData("320d Kombi Diesel Automatik", "320d: modelDesignation=320d|320d Touring|320d xDrive|320d xDrive Touring; Kombi: bodyType=estate; Diesel: propulsion=diesel; Automatik: gearbox=automatic", "")]
    [InlineData("BMW Limousine mit Allrad", "BMW: brand=bmw; Limousine: bodyType=saloon; Allrad: driveTrain=all", "")]
    [InlineData("xDrive", "xDrive: driveTrain=all", "")]
    [InlineData("sDrive", "sDrive: driveTrain=front|rear", "")]
    [InlineData("rolls-royce coupé", "rolls royce: brand=rollsRoyce; coupé: bodyType=coupe", "")]
    [InlineData("BMW Motorrad", "BMW Motorrad: brand=motorrad", "")]
    [InlineData("r 1250 gs", "r 1250 gs: modelDesignation=R 1250 GS", "")]
    [InlineData("r1250gs", "r1250gs: modelDesignation=R 1250 GS", "")]
    [InlineData("cooper s", "cooper s: modelDesignation=Cooper S|Cooper S Clubman|Cooper S Countryman", "")]
    [InlineData("x5 30d", "x5 30d: modelDesignation=X5 xDrive30d", "")]
    [InlineData("730", "730: modelDesignation=730d", "")]
    [InlineData("N47 e90", "N47: engineType=N47; e90: series=E90", "")]
    [InlineData("uv81", "uv81: typeKey=UV81", "")]
    [InlineData("Schrägheck, Rechtslenker", "Schrägheck: bodyType=hatchback; Rechtslenker: steering=right", "")]
    [InlineData("right-hand drive plug-in hybrid", "right hand drive: steering=right; plug in hybrid: propulsion=hybrid", "")]
    [InlineData("Doppelkupplung Europa", "Doppelkupplung: gearbox=doubleClutch; Europa: market=ECE", "")]
    [InlineData("suv 2014-03", "suv: bodyType=suv; 2014-03: productionMonth=2014-03", "")]
    [InlineData("suv 03/2014", "suv: bodyType=suv; 03/2014: productionMonth=2014-03", "")]
    [InlineData("320i 320d", "320i: modelDesignation=320i; 320d: modelDesignation=320d|320d Touring|320d xDrive|320d xDrive Touring", "")]
    [InlineData("red diesel with flames", "diesel: propulsion=diesel", "red|flames")]
    [InlineData("'; drop table models --", "", "drop|table|models")]
    public async Task Words_are_taken_for_features(string text, string understood, string notUnderstood)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var answer = await workshop.FindAsync("q=" + Uri.EscapeDataString(text));
        Assert.Equal(understood, string.Join("; ", answer["understood"]!.AsArray().Select(Told)));
        Assert.Equal(notUnderstood, string.Join('|', answer["notUnderstood"]!.AsArray().Select(word => (string)word!)));
        Assert.All(answer["understood"]!.AsArray(), one => Assert.True((bool)one!["applied"]!));
    }

    [Fact]
    public async Task Every_word_is_told_of_and_a_longer_text_is_refused()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var words = string.Join('-', Enumerable.Repeat("!", 100)) + "-";
        Assert.Equal(200, words.Length);
        Assert.Equal(100, (await workshop.FindAsync("q=" + Uri.EscapeDataString(words)))["notUnderstood"]!.AsArray().Count);
        using var longer = await workshop.GetAsync("/vehicle-identification/v1/types?q=" + Uri.EscapeDataString(words + "!"));
        await longer.ProblemAsync(400, "request.parameter-invalid");
    }

    [Theory]
    [InlineData("320d touring 2014", "3D31")]
    [InlineData("Cooper S Kombi", "MM31")]
    [InlineData("BMW SUV Elektro Frontantrieb", "51GM")]
    [InlineData("M3 Handschalter", "WD91")]
    [InlineData("R 1200 GS Adventure 1950", "")]
    [InlineData("Unfug", "")]
    public async Task What_is_understood_is_what_is_looked_for(string text, string keys)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal(keys, string.Join(',', (await workshop.FindAsync("q=" + Uri.EscapeDataString(text))).Keys()));
    }

    [Fact]
    public async Task A_parameter_decides_over_words_about_the_same_feature()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var words = await workshop.FindAsync("q=320d touring");
        Assert.Equal(["3D31", "8C51"], words.Keys());
        Assert.Equal((2, true), words.Facet("bodyType")["estate"]);
        var chosen = await workshop.FindAsync("q=320d touring&bodyType=saloon");
        Assert.Equal(words.Facet("bodyType")["saloon"].Count, chosen.Keys().Count);
        Assert.Equal([true, false], chosen["understood"]!.AsArray().Select(one => (bool)one!["applied"]!));
        Assert.True(chosen.Facet("bodyType")["saloon"].Selected);
        Assert.False(chosen.Facet("bodyType")["estate"].Selected);
    }

    [Fact]
    public async Task Words_that_mean_nothing_find_nothing_but_offer_everything()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var answer = await workshop.FindAsync("q=Unfug");
        Assert.Equal(0, (int)answer["total"]!);
        Assert.Equal(SampleTypes.All.Count(model => (string?)model["brand"] == "mini"), answer.Facet("brand")["mini"].Count);
        Assert.Equal(answer.Facet("brand")["mini"].Count, (int)(await workshop.FindAsync("q=Unfug&brand=mini"))["total"]!);
    }

    private static string Told(JsonNode? one) => $"{one!["text"]}: {one["feature"]}={string.Join('|', one["values"]!.AsArray().Select(value => (string)value!))}";
}
