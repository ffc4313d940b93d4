using System.Text.Json.Nodes;
using Aos.Api.Tests.House;
using Aos.Api.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>The committed JSON Schemas are those of the code, and say of a line what the import says.</summary>
public sealed class LineSchemaTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "openapi", "import");

    public static TheoryData<string> Names => [.. LineSchemas.Files.Keys];

    [Fact]
    public void Committed_schemas_are_what_the_code_says()
    {
        Assert.Equal(LineSchemas.Files.Keys.Select(name => name + ".schema.json").Order(), Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)!).Order());
        foreach (var (name, make) in LineSchemas.Files)
            Assert.True(make() == File.ReadAllText(Path.Combine(Folder, name + ".schema.json")), $"openapi/import/{name}.schema.json is not what the code says: run ./aos openapi.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_line_of_the_sample_data_fits(string name)
    {
        var schema = Schema(name);
        var lines = name == "manifest"
            ? [File.ReadAllText(Path.Combine(Harness.SampleData.Folder, "manifest.json"))]
            : File.ReadLines(Path.Combine(Harness.SampleData.Folder, name + ".ndjson"));
        Assert.All(lines, line => Assert.Empty(schema.Faults(JsonNode.Parse(line))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_property_that_is_not_known_or_needed_and_missing_does_not_fit(string name)
    {
        var schema = Schema(name);
        var line = JsonNode.Parse(name == "manifest"
            ? File.ReadAllText(Path.Combine(Harness.SampleData.Folder, "manifest.json"))
            : File.ReadLines(Path.Combine(Harness.SampleData.Folder, name + ".ndjson")).First())!.AsObject();
        foreach (var (property, _) in line.ToList())
        {
            var without = line.DeepClone().AsObject();
            without.Remove(property);
            var isNeeded = schema.Faults(without) is [var fault] && fault == $"$.{property}: is missing";
            Assert.True(isNeeded || schema.Faults(without).Count == 0);
            without[property] = null;
            Assert.Equal(isNeeded, schema.Faults(without).Count > 0);
            without[property] = new JsonObject { ["x"] = 1 };
            Assert.NotEmpty(schema.Faults(without));
        }

        var more = line.DeepClone().AsObject();
        more["more"] = 1;
        Assert.Equal(["$.more: is not known"], schema.Faults(more));
    }

    [Theory]
    [InlineData("vehicles", """{"vin":"WBAUV71070A193749","gone":true}""", null)]
    [InlineData("vehicles", """{"vin":"WBAUV71070A193749","gone":false}""", "$.typeKey: is missing")]
    [InlineData("vehicles", """{"gone":true}""", "$.vin: is missing")]
    [InlineData("vehicles", """{"vin":"WBAUV7107OA193748","typeKey":"UV81","paint":"475","producedOn":"2008-09-22"}""", "$.vin: has not the form")]
    [InlineData("vehicles", """{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-02-30"}""", "$.producedOn: is no date")]
    [InlineData("vehicles", """{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","numberOfKeys":"2"}""", "$.numberOfKeys: is no")]
    [InlineData("vehicles", """{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","numberOfKeys":100}""", "$.numberOfKeys: is out of range")]
    [InlineData("vehicles", """{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","options":["20"]}""", "$.options[0]: has not the form")]
    [InlineData("vehicles", """{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","retrofits":[{"code":"235"}]}""", "$.retrofits[0].fittedOn: is missing")]
    [InlineData("vehicles", """{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","integrationLevels":{"factory":"E89X-08-13-520"}}""", "$.integrationLevels.factory: has not")]
    [InlineData("paints", """{"code":"123","name":{"de":"rot"}}""", "$.name.en: is missing")]
    [InlineData("paints", """{"code":"123","name":{"en":"red"},"hex":"red"}""", "$.hex: has not the form")]
    [InlineData("wmis", """{"code":"WBAX","manufacturer":"Acme","country":"DE","region":"europe"}""", "$.code: has not the form")]
    [InlineData("wmis", """{"code":"WBA","manufacturer":"Acme","country":"DE","region":"moon"}""", "$.region: is none of the words")]
    [InlineData("options", """{"code":"205","productType":"boat","kind":"special","category":"technical","shortText":{"en":"x"}}""", "$.productType: is none")]
    [InlineData("mileages", """{"vin":"WBAUV71070A193748","mileageKm":-1,"readAt":"2017-08-14T09:30:00Z"}""", "$.mileageKm: is")]
    [InlineData("mileages", """{"vin":"WBAUV71070A193748","mileageKm":1,"readAt":"2017-08-14"}""", "$.readAt: is no date-time")]
    [InlineData("manifest", """{"dataSet":"test","release":"1","scope":"full","files":[{"name":"a.ndjson","kind":"paints","rows":1,"sha256":"00"}]}""", "$.dataSet: is none")]
    [InlineData("manifest", """{"dataSet":"sandbox","release":"1","scope":"full","files":[]}""", "$.files: has 0 entries")]
    public void A_line_that_the_import_refuses_for_its_form_does_not_fit(string name, string line, string? fault)
    {
        var faults = Schema(name).Faults(JsonNode.Parse(line));
        if (fault is null)
            Assert.Empty(faults);
        else
            Assert.Contains(faults, found => found.StartsWith(fault, StringComparison.Ordinal));
    }

    private static LineSchema Schema(string name) => new(Path.Combine(Folder, name + ".schema.json"));
}
