using System.Text.Json.Nodes;
using Aos.Sdk.Generator;

namespace Aos.Sdk.Tests;

/// <summary>What the generator cannot do stops it with one sentence that names document and operation.</summary>
[Trait("Scorecard", "5")]
public sealed class GeneratorFaultTests
{
    private const string Get = "paths./nasty/v1/vehicles/{vin}.get";
    private const string List = "paths./nasty/v1/vehicles.get";
    private const string Create = "paths./nasty/v1/vehicles.post";
    private const string Schemas = "components.schemas";

    /// <summary>Where the document is changed, to what, and the sentence.</summary>
    public static TheoryData<string, string, string> Faults => new()
    {
        { $"{Schemas}.Engine.properties.code", """{"oneOf":[]}""", "GetVehicle: Engine.code has oneOf, which is not supported." },
        { $"{Schemas}.Engine.properties.code", """{"anyOf":[]}""", "GetVehicle: Engine.code has anyOf, which is not supported." },
        { $"{Schemas}.Engine.properties.code", """{"allOf":[{"$ref":"#/components/schemas/Money"},{"$ref":"#/components/schemas/Money"}]}""", "GetVehicle: allOf with more than one reference is not supported." },
        { $"{Schemas}.Engine.properties.code", """{"type":"string","enum":["a"]}""", "GetVehicle: Engine.code is an inline enum; make it a named schema." },
        { $"{Schemas}.Engine.properties.code", """{"type":"object","properties":{}}""", "GetVehicle: Engine.code is an inline object; make it a named schema." },
        { $"{Schemas}.Engine.properties.code", """{"type":"object"}""", "GetVehicle: Engine.code is an object without properties." },
        { $"{Schemas}.Engine.properties.code", """{"type":"string","format":"duration"}""", "GetVehicle: Engine.code has the type string with the format duration, which is not supported." },
        { $"{Schemas}.Engine.properties.code", """{"type":"number","format":"double"}""", "GetVehicle: Engine.code has the type number with the format double, which is not supported." },
        { $"{Schemas}.Engine.properties.code", """{"type":"integer"}""", "GetVehicle: Engine.code has the type integer with the format (none), which is not supported." },
        { $"{Schemas}.Engine.properties.code", "{}", "GetVehicle: Engine.code has no type." },
        { $"{Schemas}.Engine.properties.code", """{"$ref":"#/components/schemas/Nothing"}""", "GetVehicle: the schema Nothing does not exist." },
        { $"{Schemas}.Engine.properties.code", """{"$ref":"#/components/schemas/Job"}""", "" },
        { $"{Schemas}.Engine.properties.code", """{"$ref":"#/components/schemas/Task"}""", "GetVehicle: the schema Task cannot be the name of a type; use a Pascal word that the SDK does not use itself." },
        { $"{Schemas}.Engine.properties.Code", """{"type":"string"}""", "" },
        { $"{Schemas}.VehicleKind.enum", """["a","A","á"]""", "" },
        { $"{Schemas}.VehicleKind.enum", """["a","A","-a-"," a"]""", "GetVehicle: VehicleKind has more than one member that would be named AValue, the last one is ' a'." },
        { $"{Schemas}.VehicleKind.enum", "[1]", "GetVehicle: the enum VehicleKind must be of type string, without null." },
        { $"{Get}.responses.202", """{"description":"x"}""", "GetVehicle: must have exactly one 2xx response, and has 2." },
        { $"{Get}.responses", """{"202":{"description":"x"}}""", "GetVehicle: the answer 202 has no content." },
        { "paths./nasty/v1/lookup-jobs.post.x-result-item", "null", "StartLookupJob: starts a job, and does not say with x-result-item what the rows of its result are." },
        { "paths./nasty/v1/jobs/{id}.get.operationId", "\"ReadJob\"", "StartLookupJob: starts a job, and the document has no operation GetJob." },
        { $"{Get}.responses", """{"default":{"description":"x"}}""", "GetVehicle: must have exactly one 2xx response, and has 0." },
        { $"{Get}.responses.4XX", """{"description":"x"}""", "GetVehicle: the status range 4XX is not supported." },
        { $"{Get}.responses.200.content", """{"application/pdf":{}}""", "" },
        { $"{Get}.responses.200.content", """{"application/json":{"schema":{"$ref":"#/components/schemas/Vehicle"}},"application/pdf":{}}""", "GetVehicle: the answer 200 in application/pdf is not supported yet." },
        { $"{Get}.responses.200.content", """{"text/event-stream":{}}""", "GetVehicle: the answer 200 in text/event-stream is not supported yet." },
        { $"{Get}.responses.200.content", "{}", "GetVehicle: the answer 200 has no content; use 204." },
        { $"{Get}.responses.200.content.application/json.schema", """{"type":"array","items":{"type":"string"}}""", "GetVehicle: the answer 200 must be a named object schema." },
        { $"{Get}.operationId", "\"get_vehicle\"", "get_vehicle: the operationId must be verb and noun in Pascal case." },
        { $"{Get}.operationId", "null", "GET /nasty/v1/vehicles/{vin}: has no operationId." },
        { $"{Get}.tags", """["Vehicles","More"]""", "GetVehicle: must have exactly one tag of one Pascal word." },
        { $"{Get}.tags", """["vehicle photos"]""", "GetVehicle: must have exactly one tag of one Pascal word." },
        { $"{Get}.parameters.0.name", "\"other\"", "GetVehicle: the path and its parameters do not fit together." },
        { $"{Get}.parameters.1.name", "\"X-Odd\"", "GetVehicle: the header parameter X-Odd is not supported." },
        { $"{Get}.parameters.1.in", "\"cookie\"", "GetVehicle: the cookie parameter If-None-Match is not supported." },
        { $"{List}.parameters.0.schema", """{"type":"object","additionalProperties":{"type":"string"}}""", "ListVehicles: the parameter kind must be one value or, in the query, a list of values." },
        { $"{List}.parameters.0.style", "\"pipeDelimited\"", "ListVehicles: the style pipeDelimited of the parameter kind is not supported." },
        { $"{List}.parameters.2.name", "\"kind-value\"", "" },
        { $"{List}.x-sdk-name", "\"FindVehicle\"", "ListVehicles: Vehicles would have FindAsync twice; give the operation another name with x-sdk-name." },
        { $"{Create}.requestBody.required", "false", "CreateVehicle: an optional request body is not supported; mark it required." },
        { $"{Create}.requestBody.content", """{"multipart/form-data":{}}""", "CreateVehicle: the request body in multipart/form-data is not supported yet." },
        { $"{Create}.requestBody.content", """{"application/merge-patch+json":{}}""", "CreateVehicle: the request body in application/merge-patch+json is not supported yet." },
        { $"{Create}.requestBody.content.application/json.schema", """{"type":"string"}""", "CreateVehicle: the request body must be a named object schema." },
        { "paths./nasty/v1/vehicles.patch", """{"operationId":"UpdateVehicle","tags":["Vehicles"]}""", "UpdateVehicle: a PATCH without a body is not supported." },
        { "paths./nasty/v1/notes/{id}.patch.requestBody.content", """{"application/json":{"schema":{"$ref":"#/components/schemas/NotePatch"}}}""", "UpdateNote: the body of a PATCH must be application/merge-patch+json alone." },
        { "paths./nasty/v1/notes/{id}.patch.requestBody.content.application/merge-patch+json.schema", """{"$ref":"#/components/schemas/Note"}""", "UpdateNote: the schema Note is the body of a PATCH and something else; use two schemas." },
        { $"{Schemas}.NotePatchFields", """{"type":"object","properties":{"a":{"type":"string"}}}""", "" },
        { "openapi", "\"3.1.0\"", "document: only OpenAPI 3.0 is supported." },
        { "paths", "null", "document: is not an OpenAPI document (" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Says_document_operation_and_reason(string path, string value, string sentence)
    {
        var document = GeneratorTests.NastyDocument();
        Set(document, path, JsonNode.Parse(value));
        if (sentence.Length == 0)
        {
            GeneratorTests.GenerationOf("odd.v1.json", document);
            return;
        }
        var fault = Assert.Throws<GenerationFault>(() => GeneratorTests.GenerationOf("odd.v1.json", document));
        Assert.StartsWith("odd.v1.json, " + sentence, fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_json_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("aos-sdk-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "cut.v1.json"), "{");
            Assert.StartsWith("cut.v1.json, document: is not JSON (", Assert.Throws<GenerationFault>(() => Generation.Run(folder)).Message, StringComparison.Ordinal);
            Assert.EndsWith("folder: does not exist.", Assert.Throws<GenerationFault>(() => Generation.Run(folder + "-no")).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Steps are separated by dots; paths and media types have none.
    private static void Set(JsonNode document, string path, JsonNode? value)
    {
        var steps = path.Split('.');
        var target = steps[..^1].Aggregate(document, (node, step) => (node is JsonArray list ? list[int.Parse(step)] : node[step])!);
        target[steps[^1]] = value;
    }
}
