using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Identity.Clients;

public sealed class ClientRulesTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly string Long = new('x', 101);

    [Theory]
    [Trait("Case", "MAS-4")]
    [Trait("Case", "FUZ-3")]
    [InlineData("name", "null", "/name", "required")]
    [InlineData("name", "\"\"", "/name", "required")]
    [InlineData("name", "\" \\t \"", "/name", "required")]
    [InlineData("name", "absent", "/name", "required")]
    [InlineData("tenantId", "null", "/tenantId", "required")]
    [InlineData("tenantId", "\"not-a-uuid\"", "/tenantId", "format-invalid")]
    [InlineData("tenantId", "\"00000000-0000-7000-8000-00000000ffff\"", "/tenantId", "value-not-permitted")]
    [InlineData("tenantId", "\"0000000000000000000000000000000000000\"", "/tenantId", "too-long")]
    [InlineData("grants", "null", "/grants", "required")]
    [InlineData("grants", "[\"password\"]", "/grants/0", "value-not-permitted")]
    [InlineData("grants", "[\"ClientCredentials\"]", "/grants/0", "value-not-permitted")]
    [InlineData("grants", "[null]", "/grants/0", "required")]
    [InlineData("grants", "[\"clientCredentials\",\"clientCredentials\"]", "/grants", "repeated")]
    [InlineData("scopes", "null", "/scopes", "required")]
    [InlineData("scopes", "[\"vehicle.read\",\"unheard.of\"]", "/scopes/1", "value-not-permitted")]
    [InlineData("scopes", "[\"administration\"]", "/scopes/0", "value-not-permitted")]
    [InlineData("scopes", "[\"vehicle.read\",\"vehicle.read\"]", "/scopes", "repeated")]
    [InlineData("rights", "null", "/rights", "required")]
    [InlineData("rights", "[\"clients.administer\"]", "/rights/0", "permission-not-available")]
    [InlineData("rights", "[\"brandBmw\"]", "/rights/0", "permission-not-available")]
    [InlineData("rights", "[\"apiVehicleIdentification\",\"apiVehicleIdentification\"]", "/rights", "repeated")]
    [InlineData("ipRanges", "[\"192.0.2.0/24\",\"192.0.2.0/33\"]", "/ipRanges/1", "format-invalid")]
    [InlineData("ipRanges", "[\"192.0.2.1\"]", "/ipRanges/0", "format-invalid")]
    [InlineData("ipRanges", "[\"192.0.2.1/24\"]", "/ipRanges/0", "format-invalid")]
    [InlineData("ipRanges", "[\"010.0.0.0/8\"]", "/ipRanges/0", "format-invalid")]
    [InlineData("ipRanges", "[\"2001:db8::1/32\"]", "/ipRanges/0", "format-invalid")]
    [InlineData("ipRanges", "[\"::ffff:10.0.0.0/104\"]", "/ipRanges/0", "format-invalid")]
    [InlineData("ipRanges", "[\"example.com/24\"]", "/ipRanges/0", "format-invalid")]
    [InlineData("ipRanges", "[\"\"]", "/ipRanges/0", "required")]
    [InlineData("secretValidDays", "0", "/secretValidDays", "value-not-permitted")]
    [InlineData("secretValidDays", "-1", "/secretValidDays", "value-not-permitted")]
    [InlineData("secretValidDays", "367", "/secretValidDays", "value-not-permitted")]
    public async Task A_wrong_field_is_named(string field, string value, string pointer, string code)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var count = await api.SqlAsync<long>("select count(*) from identity.clients");
        using var answer = await admin.PostJsonAsync(ClientCalls.Path, ClientCalls.New(body => Set(body, field, value)));
        await AssertOnlyAsync(answer, pointer, code);
        Assert.Equal(count, await api.SqlAsync<long>("select count(*) from identity.clients"));
    }

    [Theory]
    [InlineData("name", "null", "/name", "required")]
    [InlineData("state", "null", "/state", "required")]
    [InlineData("state", "\"Active\"", "/state", "value-not-permitted")]
    [InlineData("state", "\"suspended\"", "/state", "value-not-permitted")]
    [InlineData("scopes", "[\"administration\"]", "/scopes/0", "value-not-permitted")]
    [InlineData("rights", "[\"clients.administer\"]", "/rights/0", "permission-not-available")]
    [InlineData("ipRanges", "[\"::1/129\"]", "/ipRanges/0", "format-invalid")]
    public async Task A_wrong_field_of_a_replacement_is_named(string field, string value, string pointer, string code)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var answer = await admin.SendJsonAsync(HttpMethod.Put, ClientCalls.Path + "/test-mini", ClientCalls.Replacement(body => Set(body, field, value)), ifMatch: "\"v1\"");
        await AssertOnlyAsync(answer, pointer, code);
        Assert.Equal("\"v1\"", (await admin.ReadAsync(ClientCalls.Path + "/test-mini")).Etag());
    }

    [Fact]
    [Trait("Case", "FUZ-3")]
    public async Task The_longest_values_are_taken_and_one_more_is_not()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var ranges = Enumerable.Range(0, 21).Select(i => $"10.0.{i}.0/24").ToList();
        var client = await admin.CreateAsync(body =>
        {
            body["name"] = "  " + Long[1..] + "  ";
            body["ipRanges"] = new JsonArray([.. ranges.Take(20)]);
            body["secretValidDays"] = 1;
        });
        Assert.Equal(100, ((string)client["name"]!).Length);
        Assert.Equal(20, client["ipRanges"]!.AsArray().Count);

        await RefusedAsync(body => body["name"] = Long, "/name", "too-long");
        await RefusedAsync(body => body["ipRanges"] = new JsonArray([.. ranges]), "/ipRanges", "too-many");
        await RefusedAsync(body => body["ipRanges"] = new JsonArray(new string('1', 50)), "/ipRanges/0", "too-long");
        await RefusedAsync(body => body["scopes"] = new JsonArray(new string('s', 51)), "/scopes/0", "too-long");
        await RefusedAsync(body => body["rights"] = new JsonArray(Long), "/rights/0", "too-long");
        await RefusedAsync(body => body["scopes"] = new JsonArray([.. Enumerable.Range(0, 21).Select(i => $"s{i}")]), "/scopes", "too-many");
        await RefusedAsync(body => body["rights"] = new JsonArray([.. Enumerable.Range(0, 51).Select(i => $"r{i}")]), "/rights", "too-many");
        await RefusedAsync(body => body["grants"] = new JsonArray([.. Enumerable.Range(0, 11).Select(_ => "clientCredentials")]), "/grants", "too-many");

        async Task RefusedAsync(Action<JsonObject> change, string pointer, string code)
        {
            using var answer = await admin.PostJsonAsync(ClientCalls.Path, ClientCalls.New(change));
            await AssertOnlyAsync(answer, pointer, code);
        }
    }

    [Fact]
    public async Task All_wrong_fields_are_named_at_once()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var empty = await admin.PostJsonAsync(ClientCalls.Path, "{}");
        var problem = await empty.ProblemAsync(422, "request.fields-invalid");
        Assert.Equal(["/grants", "/name", "/rights", "/scopes", "/tenantId"], problem["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).Order(StringComparer.Ordinal));

        using var rules = await admin.PostJsonAsync(ClientCalls.Path, ClientCalls.New(body =>
            (body["scopes"], body["rights"], body["ipRanges"]) = (new JsonArray("x"), new JsonArray("y"), new JsonArray("z"))));
        problem = await rules.ProblemAsync(422, "request.fields-invalid");
        Assert.Equal(["/ipRanges/0", "/rights/0", "/scopes/0"], problem["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_right_that_the_tenant_has_lost_cannot_be_given()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        await api.SqlAsync("update identity.tenant_rights set valid_until = platform.now() where tenant_id = '00000000-0000-7000-8000-000000000009' and code = 'apiVehicleIdentification'");
        using var answer = await admin.PostJsonAsync(ClientCalls.Path, ClientCalls.New(body => body["tenantId"] = Somebody.MotorcycleWorkshop.TenantId.ToString()));
        await AssertOnlyAsync(answer, "/rights/0", "permission-not-available");
    }

    private static void Set(JsonObject body, string field, string value)
    {
        body.Remove(field);
        if (value != "absent")
            body[field] = JsonNode.Parse(value);
    }

    private static async Task AssertOnlyAsync(HttpResponseMessage answer, string pointer, string code)
    {
        var problem = await answer.ProblemAsync(422, "request.fields-invalid");
        var error = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal(pointer, (string?)error["pointer"]);
        Assert.Equal(code, (string?)error["code"]);
    }
}
