using System.Text.Json.Nodes;
using Aos.Api.Platform.OpenApi.Changes;

namespace Aos.Api.Tests.Platform.OpenApi.Changes;

/// <summary>Every kind of difference and what it means. A case sets members of a small document by their paths; a value <c>-</c> takes one away.</summary>
[Trait("Scorecard", "32")]
public sealed class ComparerTests
{
    private const string Get = "paths./things/{id}.get.";
    private const string Post = "paths./things.post.";
    private const string Parameter = Get + "parameters.1.";
    private const string Thing = "components.schemas.Thing.";
    private const string Input = "components.schemas.ThingCreate.";

    [Theory]
    // Operations.
    [InlineData("Addition", "GetOther", "New operation GET /others: Get other.", "paths./others", """{ "get": { "operationId": "GetOther", "summary": "Get other", "responses": {} } }""")]
    [InlineData("Removal", "CreateThing", "The operation POST /things is gone.", "paths./things", "-")]
    [InlineData("Removal", "GetThing", "The operation is called ReadThing now.", Get + "operationId", "\"ReadThing\"")]
    [InlineData("Removal", "GetThing", "The tag, which is the name of the client's class, is [\"Others\"] now.", Get + "tags", """["Others"]""")]
    [InlineData("Deprecation", "GetThing", "The operation is deprecated.", Get + "deprecated", "true")]
    [InlineData("Removal", "GetThing", "A call counts 2 instead of 1 units.", Get + "x-quota-cost", "2")]
    [InlineData("Addition", "GetThing", "A call counts 0 instead of 1 units.", Get + "x-quota-cost", "0")]
    [InlineData("Removal", "GetThing", "Other rights are needed.", Get + "x-access", """{ "permission": "x" }""")]
    [InlineData("Removal", "GetThing", "Needs oauth2 a, oauth2 b instead of oauth2 a.", Get + "security", """[{ "oauth2": ["a", "b"] }]""")]
    [InlineData("Addition", "GetThing", "Needs no scope instead of oauth2 a.", Get + "security", "[]")]
    [InlineData("Removal", "GetThing", "The operation, once stable, is a preview.", Get + "x-preview", "true")]
    [InlineData("Neutral", "GetThing", "summary reads differently.", Get + "summary", "\"Read a thing\"")]
    // Parameters.
    [InlineData("Addition", "GetThing", "New: query parameter colour.", Get + "parameters.2", """{ "name": "colour", "in": "query", "schema": { "type": "string" } }""")]
    [InlineData("Removal", "GetThing", "The query parameter colour is new and required.", Get + "parameters.2", """{ "name": "colour", "in": "query", "required": true, "schema": { "type": "string" } }""")]
    [InlineData("Removal", "GetThing", "The query parameter limit is gone.", Get + "parameters.1", "-")]
    [InlineData("Removal", "GetThing", "The query parameter limit is required now.", Parameter + "required", "true")]
    [InlineData("Removal", "GetThing", "The query parameter limit is written differently (explode).", Parameter + "explode", "false")]
    [InlineData("Deprecation", "GetThing", "The query parameter limit is deprecated.", Parameter + "deprecated", "true")]
    [InlineData("Removal", "GetThing, query parameter limit", "maximum is 100 instead of 200.", Parameter + "schema.maximum", "100")]
    [InlineData("Addition", "GetThing, query parameter limit", "maximum is 500 instead of 200.", Parameter + "schema.maximum", "500")]
    [InlineData("Addition", "GetThing, query parameter limit", "maximum is none instead of 200.", Parameter + "schema.maximum", "-")]
    [InlineData("Removal", "GetThing, query parameter limit", "minimum is 5 instead of 1.", Parameter + "schema.minimum", "5")]
    [InlineData("Addition", "GetThing, query parameter limit", "minimum is 0 instead of 1.", Parameter + "schema.minimum", "0")]
    [InlineData("Removal", "GetThing, query parameter limit", "The type is \"string\" instead of \"integer\".", Parameter + "schema.type", "\"string\"")]
    [InlineData("Addition", "GetThing, query parameter limit", "The type is \"number\" instead of \"integer\".", Parameter + "schema.type", "\"number\"")]
    [InlineData("Removal", "GetThing, query parameter limit", "Without a value 20 is taken instead of 50.", Parameter + "schema.default", "20")]
    // Bodies that callers send.
    [InlineData("Addition", "ThingCreate.note", "New property.", Input + "properties.note", """{ "type": "string" }""")]
    [InlineData("Removal", "ThingCreate.size", "The property is required now.", Input + "required", """["name", "size"]""")]
    [InlineData("Addition", "ThingCreate.name", "The property may be left out now.", Input + "required", "[]")]
    [InlineData("Removal", "ThingCreate.size", "The property is gone.", Input + "properties.size", "-")]
    [InlineData("Removal", "ThingCreate.name", "maxLength is 20 instead of 40.", Input + "properties.name.maxLength", "20")]
    [InlineData("Addition", "ThingCreate.name", "maxLength is 80 instead of 40.", Input + "properties.name.maxLength", "80")]
    [InlineData("Removal", "ThingCreate.name", "pattern is \"^b$\" instead of \"^a$\".", Input + "properties.name.pattern", "\"^b$\"")]
    [InlineData("Addition", "ThingCreate.name", "pattern is none instead of \"^a$\".", Input + "properties.name.pattern", "-")]
    [InlineData("Addition", "ThingCreate.name", "The value may be null now.", Input + "properties.name.nullable", "true")]
    [InlineData("Addition", "ThingCreate.size", "The format is \"int64\" instead of \"int32\".", Input + "properties.size.format", "\"int64\"")]
    [InlineData("Addition", "ThingCreate.mode", "New value \"slow\".", Input + "properties.mode.enum", """["fast", "slow"]""")]
    [InlineData("Removal", "ThingCreate.mode", "The value \"fast\" is gone.", Input + "properties.mode.enum", "[]")]
    [InlineData("Addition", "ThingCreate.mode", "Any value is possible now.", Input + "properties.mode.enum", "-")]
    [InlineData("Addition", "ThingCreate", "Further properties are accepted.", Input + "additionalProperties", "-")]
    [InlineData("Addition", "CreateThing", "The body is optional now.", Post + "requestBody.required", "false")]
    [InlineData("Addition", "CreateThing", "The body may be text/csv.", Post + "requestBody.content.text/csv", """{ "schema": { "type": "string" } }""")]
    [InlineData("Removal", "CreateThing", "The operation takes no body any more.", Post + "requestBody", "-")]
    // Answers.
    [InlineData("Addition", "Thing.note", "New property.", Thing + "properties.note", """{ "type": "string" }""")]
    [InlineData("Removal", "Thing.size", "The property is gone.", Thing + "properties.size", "-")]
    [InlineData("Removal", "Thing.id", "The property may be missing now.", Thing + "required", "[]")]
    [InlineData("Addition", "Thing.size", "The property is always there now.", Thing + "required", """["id", "size"]""")]
    [InlineData("Removal", "Thing.id", "maxLength is 80 instead of 40.", Thing + "properties.id.maxLength", "80")]
    [InlineData("Neutral", "Thing.id", "maxLength is 20 instead of 40.", Thing + "properties.id.maxLength", "20")]
    [InlineData("Removal", "Thing.id", "The value may be null now.", Thing + "properties.id.nullable", "true")]
    [InlineData("Addition", "Thing.part", "The value is never null now.", Thing + "properties.part.nullable", "false")]
    [InlineData("Removal", "Thing.size", "The format is \"int64\" instead of \"int32\".", Thing + "properties.size.format", "\"int64\"")]
    [InlineData("Removal", "Thing.tags[]", "The type is \"integer\" instead of \"string\".", Thing + "properties.tags.items.type", "\"integer\"")]
    [InlineData("Deprecation", "Thing.size", "Deprecated, ends on 2028-01-31; use weight.", Thing + "properties.size", """{ "type": "integer", "format": "int32", "deprecated": true, "x-sunset": "2028-01-31", "x-replaced-by": "weight" }""")]
    [InlineData("Deprecation", "Thing.part", "Deprecated.", Thing + "properties.part.deprecated", "true")]
    [InlineData("Removal", "Thing.size", "readOnly is true now.", Thing + "properties.size.readOnly", "true")]
    [InlineData("Addition", "State", "New value \"gone\".", "components.schemas.State.enum", """["new", "used", "gone"]""")]
    [InlineData("Removal", "State", "The value \"used\" is gone.", "components.schemas.State.enum", """["new"]""")]
    [InlineData("Removal", "Fixed", "New value \"c\".", "components.schemas.Fixed.enum", """["a", "b", "c"]""")]
    [InlineData("Removal", "Thing.state", "The type is Fixed instead of State.", Thing + "properties.state.allOf.0.$ref", "\"#/components/schemas/Fixed\"")]
    [InlineData("Addition", "GetThing", "New status 410.", Get + "responses.410", """{ "description": "Gone." }""")]
    [InlineData("Removal", "GetThing", "New status 202.", Get + "responses.202", """{ "description": "Accepted." }""")]
    [InlineData("Removal", "GetThing", "The status 200 no longer comes.", Get + "responses.200", "-")]
    [InlineData("Neutral", "GetThing", "The status 404 no longer comes.", Get + "responses.404", "-")]
    [InlineData("Addition", "GetThing", "The answer 200 has the new header Link.", Get + "responses.200.headers.Link", """{ "schema": { "type": "string" } }""")]
    [InlineData("Removal", "GetThing", "The answer 200 has no header ETag any more.", Get + "responses.200.headers.ETag", "-")]
    [InlineData("Addition", "GetThing", "The answer 200 may be text/csv.", Get + "responses.200.content.text/csv", """{ "schema": { "type": "string" } }""")]
    [InlineData("Removal", "GetThing", "The answer 200 is no longer to be had as application/json.", Get + "responses.200.content.application/json", "-")]
    // The frame, and what nobody foresaw.
    [InlineData("Neutral", "info", "info reads differently.", "info.title", "\"Other\"")]
    [InlineData("Removal", "oauth2", "oauth2 works differently.", "components.securitySchemes.oauth2.flows.clientCredentials.tokenUrl", "\"/token\"")]
    [InlineData("Neutral", "oauth2", "Other scopes are listed at oauth2.", "components.securitySchemes.oauth2.flows.clientCredentials.scopes.b", "\"B.\"")]
    [InlineData("Removal", "Thing.size", "x-new-thing reads differently.", Thing + "properties.size.x-new-thing", "1")]
    public void Each_difference_has_its_class(string kind, string place, string text, string path, string value)
    {
        var current = Document();
        Set(current, path, value);

        var change = Assert.Single(DocumentComparer.Compare(Document(), current));

        Assert.Equal((kind, place, text), (change.Kind.ToString(), change.Place, change.Text));
    }

    [Fact]
    public void The_same_document_has_no_differences() => Assert.Empty(DocumentComparer.Compare(Document(), Document()));

    [Fact]
    public void A_schema_of_both_directions_breaks_when_one_of_them_does()
    {
        var (former, current) = (Document(), Document());
        foreach (var document in new[] { former, current })
            Set(document, Post + "requestBody.content.application/json.schema.$ref", "\"#/components/schemas/Thing\"");
        Set(current, Thing + "properties.id.maxLength", "80");

        var change = Assert.Single(DocumentComparer.Compare(former, current));

        Assert.Equal((ChangeKind.Removal, "Thing.id"), (change.Kind, change.Place));
    }

    [Fact]
    public void A_preview_may_change_and_go()
    {
        var (former, changed, without) = (Document(), Document(), Document());
        Set(former, Get + "x-preview", "true");
        Set(changed, Get + "x-preview", "true");
        Set(changed, Get + "parameters.1", "-");
        Set(without, "paths./things/{id}", "-");

        Assert.Equal(ChangeKind.Neutral, Assert.Single(DocumentComparer.Compare(former, changed)).Kind);
        Assert.Equal(ChangeKind.Neutral, Assert.Single(DocumentComparer.Compare(former, without)).Kind);
        Assert.Equal("The operation is stable now; it was a preview.", Assert.Single(DocumentComparer.Compare(former, Document())).Text);
    }

    internal static JsonObject Document() => JsonNode.Parse("""
        {
          "openapi": "3.0.4",
          "info": { "title": "Things", "version": "1.0.0" },
          "paths": {
            "/things/{id}": { "get": {
              "tags": ["Things"], "summary": "Get a thing", "operationId": "GetThing", "x-quota-cost": 1,
              "parameters": [
                { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
                { "name": "limit", "in": "query", "schema": { "type": "integer", "format": "int32", "minimum": 1, "maximum": 200, "default": 50 } }
              ],
              "responses": {
                "200": { "description": "The thing.", "headers": { "ETag": { "schema": { "type": "string" } } }, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
                "404": { "description": "Not there." }
              },
              "security": [{ "oauth2": ["a"] }]
            } },
            "/things": { "post": {
              "tags": ["Things"], "summary": "Create a thing", "operationId": "CreateThing",
              "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ThingCreate" } } } },
              "responses": { "201": { "description": "Made." } },
              "security": [{ "oauth2": ["a"] }]
            } }
          },
          "components": {
            "schemas": {
              "Thing": { "type": "object", "required": ["id"], "properties": {
                "id": { "type": "string", "maxLength": 40 },
                "size": { "type": "integer", "format": "int32" },
                "tags": { "type": "array", "items": { "type": "string" } },
                "state": { "allOf": [{ "$ref": "#/components/schemas/State" }] },
                "fixed": { "$ref": "#/components/schemas/Fixed" },
                "part": { "allOf": [{ "$ref": "#/components/schemas/Part" }], "nullable": true }
              } },
              "ThingCreate": { "type": "object", "required": ["name"], "additionalProperties": false, "properties": {
                "name": { "type": "string", "maxLength": 40, "pattern": "^a$" },
                "size": { "type": "integer", "format": "int32" },
                "mode": { "type": "string", "enum": ["fast"] }
              } },
              "Part": { "type": "object", "properties": { "id": { "type": "string" } } },
              "State": { "type": "string", "enum": ["new", "used"], "x-extensible-enum": true },
              "Fixed": { "type": "string", "enum": ["a", "b"] }
            },
            "securitySchemes": { "oauth2": { "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "/oauth/token", "scopes": { "a": "A." } } } } }
          }
        }
        """)!.AsObject();

    internal static void Set(JsonObject document, string path, string value)
    {
        var steps = path.Split('.');
        var at = steps[..^1].Aggregate((JsonNode)document, (node, step) => node is JsonArray list ? list[int.Parse(step, null)]! : node[step]!);
        var made = value == "-" ? null : JsonNode.Parse(value);
        if (at is JsonArray items)
        {
            var index = int.Parse(steps[^1], null);
            if (index < items.Count)
                items.RemoveAt(index);
            if (made is not null)
                items.Insert(index, made);
        }
        else if (made is null)
        {
            at.AsObject().Remove(steps[^1]);
        }
        else
        {
            at[steps[^1]] = made;
        }
    }
}
