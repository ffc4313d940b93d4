using System.Text.Json.Nodes;

namespace Aos.Api.Tests.Platform.OpenApi;

/// <summary>Every example is right by its schema.</summary>
[Trait("Scorecard", "7")]
public sealed class ExampleTests(DocumentFiles documents) : IClassFixture<DocumentFiles>
{
    [Fact]
    public void Requests_and_answers_have_an_example_that_fits() => Assert.All(documents.All.SelectMany(file => file.Operations), operation =>
    {
        var check = new SchemaCheck(operation.File);
        var contents = operation.Responses.Select(response => response.Value["content"]).Append(operation.Node["requestBody"]?["content"]);
        foreach (var (_, media) in contents.OfType<JsonObject>().SelectMany(content => content))
        {
            Assert.NotNull(media!["example"]);
            Assert.Empty(check.Faults(media["example"], media["schema"]!));
        }
    });

    [Fact]
    public void Examples_of_properties_parameters_and_headers_fit() => Assert.All(documents.All, file =>
    {
        var check = new SchemaCheck(file);
        foreach (var (_, schema) in file.Schemas)
            foreach (var (_, property) in schema!["properties"]?.AsObject() ?? [])
                if (property!["example"] is { } example)
                    Assert.Empty(check.Faults(example, property));
        foreach (var (_, header) in file.Root["components"]!["headers"]!.AsObject())
            Assert.Empty(check.Faults(header!["example"], header["schema"]!));
        foreach (var parameter in file.Operations.SelectMany(operation => operation.Parameters))
            Assert.Empty(check.Faults(parameter["example"], parameter["schema"]!));
    });

    [Theory]
    [InlineData("""{"code":"475"}""", "/name: is missing")]
    [InlineData("""{"code":"475","name":"x","hex":"1"}""", "/hex: is unknown")]
    [InlineData("""{"code":4,"name":"x"}""", "/code: 4 is no text")]
    [InlineData("""{"code":"4-5","name":"x"}""", "/code: 4-5 does not fit ^[0-9A-Z]{1,20}$")]
    [InlineData("""{"code":"475","name":null}""", "/name: is null")]
    public void The_check_finds_what_is_wrong(string value, string fault)
    {
        var file = documents.All.Single(file => file.Name == "vehicle-identification.v1");
        Assert.Equal([fault], new SchemaCheck(file).Faults(JsonNode.Parse(value), file.Schemas["CodedName"]!));
    }

    [Fact]
    public void Secrets_are_shown_only_where_they_are_made() => Assert.All(documents.Products.SelectMany(file => file.Operations), operation =>
    {
        foreach (var (status, response) in operation.Responses.Where(response => response.Key is "200" or "201"))
            Assert.Equal(status == "201" && operation.Id is "CreateClient" or "CreateClientSecret" or "CreateApiClient" or "CreateApiClientSecret", response["content"]!.AsObject().First().Value!["example"]!.ToJsonString().Contains("aoscs_", StringComparison.Ordinal));
    });
}
