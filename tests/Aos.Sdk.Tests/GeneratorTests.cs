using System.Text.Json.Nodes;
using Aos.Sdk.Generator;
using Aos.Sdk.Generator.Writing;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

/// <summary>The generated files are those of their documents.</summary>
[Trait("Scorecard", "5")]
public sealed class GeneratorTests
{
    [Theory]
    [InlineData("openapi", "sdk/Aos.Sdk/Generated")]
    [InlineData("tests/Aos.Sdk.Tests/Fixtures", "tests/Aos.Sdk.Tests/Generated")]
    public void What_is_checked_in_is_what_would_be_generated(string documents, string output) =>
        Assert.Empty(new OutputFolder(Repository.At(output)).Differences(Generation.Run(Repository.At(documents))));

    [Fact]
    public void Writes_only_what_changed_and_removes_what_is_gone()
    {
        var folder = Directory.CreateTempSubdirectory("aos-sdk-").FullName;
        try
        {
            var output = new OutputFolder(folder);
            Assert.Equal(2, output.Write(new Dictionary<string, string> { ["A.g.cs"] = "a", ["B.g.cs"] = "b" }));
            Assert.Equal(2, output.Write(new Dictionary<string, string> { ["A.g.cs"] = "a", ["C.g.cs"] = "c" }));
            Assert.Equal(0, output.Write(new Dictionary<string, string> { ["A.g.cs"] = "a", ["C.g.cs"] = "c" }));
            File.WriteAllText(Path.Combine(folder, "C.g.cs"), "edited");
            Assert.Equal(["C.g.cs"], output.Differences(new Dictionary<string, string> { ["A.g.cs"] = "a", ["C.g.cs"] = "c" }));
            Assert.Equal(["A.g.cs", "C.g.cs"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("GetVehicle", "Vehicles", "Get", "")]
    [InlineData("ListVehicles", "Vehicles", "List", "")]
    [InlineData("StartVehicleExport", "Vehicles", "Start", "Export")]
    [InlineData("CreateClientSecret", "ClientSecrets", "Create", "")]
    [InlineData("ListClientSecrets", "Clients", "List", "Secrets")]
    [InlineData("GetAddress", "Addresses", "Get", "")]
    [InlineData("DeleteHistoryEntry", "HistoryEntries", "Delete", "")]
    [InlineData("ListRecentVehicles", "Vehicles", "List", "Recent")]
    [InlineData("GetRelease", "Releases", "Get", "")]
    [InlineData("GetVehicleset", "Vehicles", "Get", "Vehicleset")]
    public void Methods_are_named_by_the_operation_without_the_noun(string operation, string tag, string verb, string rest) =>
        Assert.Equal((verb, rest), Naming.Method(operation, tag));

    [Fact]
    public void The_document_of_the_token_endpoint_is_left_out()
    {
        var files = GenerationOf("oauth.v1.json", new JsonObject());
        Assert.Equal(["AosClient.g.cs"], files.Keys);
    }

    [Fact]
    public void A_product_gets_a_property()
    {
        var files = GenerationOf("vehicle-identification.v1.json", NastyDocument());
        Assert.Contains(
            "public global::Aos.Sdk.VehicleIdentification.VehicleIdentificationClient VehicleIdentification => field ??= new(Transport);",
            files["AosClient.g.cs"], StringComparison.Ordinal);
        Assert.Equal(5, files.Count);
    }

    internal static JsonNode NastyDocument() => JsonNode.Parse(File.ReadAllText(Repository.At("tests/Aos.Sdk.Tests/Fixtures/nasty.v1.json")))!;

    internal static IReadOnlyDictionary<string, string> GenerationOf(string name, JsonNode document)
    {
        var folder = Directory.CreateTempSubdirectory("aos-sdk-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, name), document.ToJsonString());
            return Generation.Run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
