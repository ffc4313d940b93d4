using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.OpenApi;

namespace Aos.Api.Tests.House;

/// <summary>Mass assignment: every body of the portal and the administration takes what its document tells, and nothing else.</summary>
public sealed class BodyTests(ApiHost api) : IClassFixture<ApiHost>
{
    /// <summary>What the server decides, and what nobody knows.</summary>
    private static readonly string[] Decided = ["id", "tenantId", "organisationId", "status", "state", "createdAt", "priceNet", "balanceAfter", "role", "administrator", "nobodyKnowsThis"];

    [Theory]
    [InlineData("portal", 30)]
    [InlineData("administration", 40)]
    [Trait("Decision", "REG-D1")]
    [Trait("Case", "MAS-1")]
    [Trait("Case", "MAS-2")]
    [Trait("Case", "MAS-5")]
    public async Task What_an_operation_does_not_take_is_refused_by_its_name(string product, int atLeast)
    {
        using var client = await api.MightiestAsync(product);
        var (wrong, bodies) = (new List<string>(), await BodiesAsync(product));
        Assert.True(bodies.Count >= atLeast, $"{bodies.Count} bodies");
        foreach (var (operation, schema) in bodies)
            foreach (var name in Decided.Where(name => schema["properties"]![name] is null))
                await NoteAsync(wrong, client, operation, $$"""{"{{name}}":"x"}""", $"400 request.body-unreadable /{name}:unknown");
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("portal")]
    [InlineData("administration")]
    [Trait("Case", "MAS-3")]
    public async Task A_property_that_comes_twice_is_refused(string product)
    {
        using var client = await api.MightiestAsync(product);
        var wrong = new List<string>();
        foreach (var (operation, schema) in await BodiesAsync(product))
        {
            var name = schema["properties"]!.AsObject().First().Key;
            using var answer = await client.SendAsync(operation, PathOf(operation), $$"""{"{{name}}":null,"{{name}}":null}""");
            if (((int)answer.StatusCode, answer.Header("AOS-Error-Code")) != (400, "request.body-unreadable"))
                wrong.Add($"{operation} {name}: {(int)answer.StatusCode} {answer.Header("AOS-Error-Code")}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("portal", 14)]
    [InlineData("administration", 6)]
    [Trait("Decision", "REG-D2")]
    [Trait("Case", "MAS-4")]
    public async Task Null_for_what_is_mandatory_is_named_in_every_new_thing(string product, int atLeast)
    {
        using var client = await api.MightiestAsync(product);
        var (wrong, bodies) = (new List<string>(), await BodiesAsync(product));
        var creations = bodies.Where(body => body.Operation.Method == "post" && !body.Operation.Path.Contains('{', StringComparison.Ordinal) && body.Schema["required"] is not null).ToList();
        Assert.True(creations.Count >= atLeast, $"{creations.Count} creations");
        foreach (var (operation, schema) in creations)
        {
            var required = schema["required"]!.AsArray().Select(name => (string)name!).ToList();
            using var answer = await client.SendAsync(operation, operation.Path, new JsonObject(required.Select(name => KeyValuePair.Create(name, (JsonNode?)null))).ToJsonString());
            var problem = await answer.JsonAsync();
            var named = (problem["errors"]?.AsArray() ?? []).Select(error => $"{((string?)error!["pointer"])?.Split('/')[1]} {error["code"]}").ToList();
            var missing = required.Where(name => !named.Contains($"{name} required"));
            if ((int)answer.StatusCode != 422 || missing.Any())
                wrong.Add($"{operation}: {(int)answer.StatusCode} without {string.Join(' ', missing)}");
        }

        Assert.Empty(wrong);
    }

    private static async Task NoteAsync(List<string> wrong, HttpClient client, Operation operation, string body, string expected)
    {
        using var answer = await client.SendAsync(operation, PathOf(operation), body);
        var problem = await answer.JsonAsync();
        var shown = $"{(int)answer.StatusCode} {problem["code"]} {problem["errors"]?[0]?["pointer"]}:{problem["errors"]?[0]?["code"]}";
        if (shown != expected)
            wrong.Add($"{operation}: {shown} instead of {expected}");
    }

    private async Task<List<(Operation Operation, JsonObject Schema)>> BodiesAsync(string product) =>
        [.. from operation in await api.OperationsAsync(product) where operation.BodyOf() is not null select (operation, operation.SchemaOf(operation.BodyOf()!))];

    private static string PathOf(Operation operation) => operation.Path.With(_ => Guid.NewGuid().ToString());
}
