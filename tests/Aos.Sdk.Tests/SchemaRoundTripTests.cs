using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Aos.Sdk.Generator.OpenApi;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

/// <summary>Every schema of every document goes through its generated type and comes out as it went in.</summary>
[Trait("Scorecard", "4")]
public sealed class SchemaRoundTripTests
{
    private const int Deepest = 3;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string, string> Schemas
    {
        get
        {
            var schemas = new TheoryData<string, string>();
            foreach (var file in (string[])[.. Documents("openapi"), .. Documents("tests/Aos.Sdk.Tests/Fixtures")])
            {
                foreach (var model in DocumentReader.Read(file).Models.Where(model => !model.IsPatch))
                    schemas.Add(Path.GetRelativePath(Repository.At(""), file), model.Name);
            }
            return schemas;
        }
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Comes_out_as_it_went_in(string file, string name)
    {
        var document = DocumentReader.Read(Repository.At(file));
        var model = document.Models.Single(candidate => candidate.Name == name);
        var type = TypeOf(document, name);

        var sample = Sample(document, model, 0);
        if (!model.IsRequestOnly)
            sample["fromANewerContract"] = new JsonObject { ["deep"] = new JsonArray(1, null) };
        Assert.Equal(sample.ToJsonString(Plain), Through(document, type, sample));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void An_older_contracts_empty_answer_does_not_throw(string file, string name)
    {
        var document = DocumentReader.Read(Repository.At(file));
        var model = document.Models.Single(candidate => candidate.Name == name);
        if (model.IsRequestOnly)
            return;
        var value = JsonSerializer.Deserialize("{}", Context(document).GetTypeInfo(TypeOf(document, name))!)!;
        foreach (var property in model.Properties.Where(property => property is { IsRequired: true, IsNullable: false }))
            Assert.NotNull(value.GetType().GetProperty(property.Name)!.GetValue(value));
    }

    private static IEnumerable<string> Documents(string folder) =>
        Directory.EnumerateFiles(Repository.At(folder), "*.json").Where(file => DocumentReader.ProductOf(file) != "Oauth");

    private static string Through(ApiDocument document, Type type, JsonObject sample)
    {
        var info = Context(document).GetTypeInfo(type)!;
        var value = JsonSerializer.Deserialize(sample.ToJsonString(), info);
        return JsonNode.Parse(JsonSerializer.Serialize(value, info))!.ToJsonString(Plain);
    }

    private static Type TypeOf(ApiDocument document, string name) =>
        document.Product == "Nasty"
            ? typeof(SchemaRoundTripTests).Assembly.GetType($"Aos.Sdk.Nasty.{name}", throwOnError: true)!
            : typeof(AosClient).Assembly.GetType($"Aos.Sdk.{document.Product}.{name}", throwOnError: true)!;

    private static JsonSerializerContext Context(ApiDocument document) =>
        (JsonSerializerContext)TypeOf(document, document.Product + "Json").GetProperty("Default")!.GetValue(null)!;

    private static JsonObject Sample(ApiDocument document, ApiModel model, int depth)
    {
        var sample = new JsonObject();
        foreach (var property in model.Properties)
        {
            var mayEnd = property.IsNullable || !property.IsRequired;
            if (depth < Deepest || property.Type.Kind is not TypeKind.Model || !mayEnd)
                sample[property.WireName] = Sample(document, property.Type, depth);
        }
        return sample;
    }

    private static JsonNode Sample(ApiDocument document, ApiType type, int depth) => type switch
    {
        { Kind: TypeKind.List, Item: { } item } => depth < Deepest ? new JsonArray(Sample(document, item, depth + 1), Sample(document, item, depth + 1)) : new JsonArray(),
        { Kind: TypeKind.Map, Item: { } item } => new JsonObject { ["aKey"] = Sample(document, item, depth + 1) },
        { Kind: TypeKind.Model } when document.Models.FirstOrDefault(model => model.Name == type.Name) is { } model => Sample(document, model, depth + 1),
        { Kind: TypeKind.Model, Name: "Job" } => JsonNode.Parse("""
            {"id":"01890a5d-ac96-774b-bcce-b302099a8057","kind":"vehicleLookup","status":"aValueOfANewerContract","progress":7,"processed":1,"createdAt":"2026-03-01T10:00:00.123+02:00","fromANewerContract":[]}
            """)!,
        { Kind: TypeKind.Model, Name: "Problem" } => JsonNode.Parse("""
            {"type":"https://x/problems/y","title":"t","status":404,"detail":"d","instance":"/i","code":"x.y","requestId":"r","traceId":"t","errors":[],"fromANewerContract":[]}
            """)!,
        { Kind: TypeKind.Model } => JsonNode.Parse("""{"amount":30.00,"currency":"EUR"}""")!,
        { Kind: TypeKind.Text } => "ä \"text\" & 😀",
        { Kind: TypeKind.Bytes } => "AQID",
        { Name: "Guid" } => "01890a5d-ac96-774b-bcce-b302099a8057",
        { Name: "DateOnly" } => "2012-02-29",
        { Name: "DateTimeOffset" } => "2026-03-01T10:00:00.123+02:00",
        { Name: "int" } => int.MinValue,
        { Name: "long" } => long.MaxValue,
        { Name: "decimal" } => JsonNode.Parse("9999999999999.9900")!,
        { Name: "bool" } => false,
        _ => "aValueOfANewerContract",
    };
}
