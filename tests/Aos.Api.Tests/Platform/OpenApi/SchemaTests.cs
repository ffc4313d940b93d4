using System.Text.Json.Nodes;

namespace Aos.Api.Tests.Platform.OpenApi;

/// <summary>What every schema tells.</summary>
public sealed class SchemaTests(DocumentFiles documents) : IClassFixture<DocumentFiles>
{
    [Fact]
    public void Requests_are_closed_and_answers_are_open() => Assert.All(documents.Products, file =>
    {
        foreach (var schema in Requests(file).Where(schema => schema["properties"] is not null))
            Assert.Equal(JsonValue.Create(false).ToJsonString(), schema["additionalProperties"]?.ToJsonString());
        foreach (var schema in Answers(file))
            Assert.Null(schema["additionalProperties"]);
    });

    [Fact]
    public void Values_of_answers_may_grow() => Assert.All(documents.Products, file =>
    {
        var values = Answers(file).Where(schema => schema["enum"] is not null).ToList();
        Assert.NotEmpty(values);
        Assert.All(values, schema => Assert.Equal(("string", true), ((string?)schema["type"], (bool?)schema["x-extensible-enum"])));
    });

    [Fact]
    public void Limits_of_files_are_those_of_the_code()
    {
        var portal = documents.All.Single(file => file.Name == "portal.v1");
        Assert.Equal((3, null), Items("RegistrationRequest"));
        Assert.Equal((3, 1), Items("RegistrationDocumentsRequest"));
        Assert.Equal(1_048_576, (int)portal.Operations.Single(operation => operation.Id == "UploadRegistrationAttachment").Node["requestBody"]!["content"]!["image/png"]!["schema"]!["maxLength"]!);

        (int Most, int? Least) Items(string schema)
        {
            var ids = portal.Schemas[schema]!["properties"]!["attachmentIds"]!;
            return ((int)ids["maxItems"]!, (int?)ids["minItems"] is > 0 and var least ? least : null);
        }
    }

    [Fact]
    public void Every_value_is_described() => Assert.All(documents.All.SelectMany(file => file.Schemas).Where(schema => schema.Value!["enum"] is not null), schema =>
        Assert.Equal(
            (schema.Key, schema.Value!["enum"]!.AsArray().Count),
            (schema.Key, schema.Value["x-enum-descriptions"]!.AsArray().Count(text => !string.IsNullOrEmpty((string?)text)))));

    [Fact]
    public void Every_property_is_described() => Assert.All(documents.All.SelectMany(file => file.Schemas), schema =>
    {
        Assert.NotEmpty((string)schema.Value!["description"]!);
        Assert.All(schema.Value["properties"]?.AsObject() ?? [], property => Assert.False(string.IsNullOrEmpty((string?)property.Value!["description"]), $"{schema.Key}.{property.Key}"));
    });

    [Fact]
    public void Every_parameter_is_described_with_an_example() => Assert.All(documents.All.SelectMany(file => file.Operations).SelectMany(operation => operation.Parameters), parameter =>
    {
        Assert.NotEmpty((string)parameter["description"]!);
        Assert.NotNull(parameter["example"]);
    });

    [Fact]
    public void A_nullable_value_is_allOf_and_nullable() => AssertNullableReference("bodyType", "BodyType");

    [Fact]
    public void A_nullable_object_is_allOf_and_nullable() => AssertNullableReference("upholstery", "CodedName");

    [Fact]
    public void What_is_always_there_is_required_and_not_nullable()
    {
        var vehicle = Vehicle();
        var required = vehicle["required"]!.AsArray().Select(name => (string)name!).ToHashSet();
        foreach (var (name, property) in vehicle["properties"]!.AsObject())
            Assert.Equal(required.Contains(name), property!["nullable"] is null);
        Assert.Superset(new HashSet<string> { "vin", "view", "paint", "producedOn", "asOf" }, required);
    }

    private void AssertNullableReference(string property, string schema) =>
        Assert.Equal(
            ($"#/components/schemas/{schema}", true, null),
            ((string?)Vehicle()["properties"]![property]!["allOf"]!.AsArray().Single()!["$ref"], (bool?)Vehicle()["properties"]![property]!["nullable"], (string?)Vehicle()["properties"]![property]!["type"]));

    private JsonObject Vehicle() => documents.All.Single(file => file.Name == "vehicle-identification.v1").Schemas["Vehicle"]!.AsObject();

    private static HashSet<JsonObject> Requests(OpenApiFile file)
    {
        var found = new HashSet<JsonObject>();
        foreach (var media in file.Operations.SelectMany(operation => operation.Node["requestBody"]?["content"]?.AsObject() ?? []))
            file.Collect(media.Value!["schema"], found);
        return found;
    }

    private static HashSet<JsonObject> Answers(OpenApiFile file)
    {
        var found = new HashSet<JsonObject>();
        foreach (var media in file.Operations.SelectMany(operation => operation.Responses).SelectMany(response => response.Value["content"]?.AsObject() ?? []))
            file.Collect(media.Value!["schema"], found);
        return found;
    }
}
