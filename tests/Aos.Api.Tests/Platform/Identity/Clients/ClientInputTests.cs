using System.Text;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Identity.Clients;

public sealed class ClientInputTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [Trait("Case", "MAS-1")]
    [Trait("Case", "MAS-2")]
    [InlineData("colour")]
    [InlineData("Name")]
    [InlineData("id")]
    [InlineData("environment")]
    [InlineData("state")]
    [InlineData("secret")]
    [InlineData("secrets")]
    [InlineData("createdAt")]
    [InlineData("etag")]
    [InlineData("version")]
    [InlineData("organisationId")]
    [InlineData("role")]
    [InlineData("firstParty")]
    [InlineData("lastUsedAt")]
    [InlineData("authorizedFrom")]
    public async Task A_property_that_the_operation_does_not_know_is_refused(string name)
    {
        await RefusedAsync(ClientCalls.New(body => body[name] = "x"), "/" + name, "unknown");
        if (name == "state")
            return;
        using var admin = await api.AsAsync(Somebody.Operator);
        using var put = await admin.SendJsonAsync(HttpMethod.Put, ClientCalls.Path + "/test-mini", ClientCalls.Replacement(body => body[name] = "x"), ifMatch: "\"v1\"");
        await put.ProblemAsync(400, "request.body-unreadable");
        Assert.Equal("\"v1\"", (await admin.ReadAsync(ClientCalls.Path + "/test-mini")).Etag());
    }

    [Fact]
    [Trait("Case", "MAS-3")]
    public Task A_doubled_property_is_refused() =>
        RefusedAsync("""{"name":"a",""" + ClientCalls.New()[1..], "/name", "repeated");

    [Theory]
    [Trait("Case", "FUZ-1")]
    [Trait("Case", "FUZ-2")]
    [InlineData("name", "5", "/name")]
    [InlineData("name", "true", "/name")]
    [InlineData("name", "{}", "/name")]
    [InlineData("name", "[\"a\"]", "/name")]
    [InlineData("scopes", "\"vehicle.read\"", "/scopes")]
    [InlineData("scopes", "[5]", "/scopes/0")]
    [InlineData("secretValidDays", "\"5\"", "/secretValidDays")]
    [InlineData("secretValidDays", "1.5", "/secretValidDays")]
    [InlineData("secretValidDays", "1e400", "/secretValidDays")]
    [InlineData("secretValidDays", "9223372036854775808", "/secretValidDays")]
    [InlineData("secretValidDays", "true", "/secretValidDays")]
    public Task A_wrong_JSON_type_is_refused(string name, string value, string pointer) =>
        RefusedAsync(ClientCalls.New(body => body[name] = "@@").Replace("\"@@\"", value, StringComparison.Ordinal), pointer, "type-invalid");

    [Theory]
    [Trait("Case", "FUZ-2")]
    [Trait("Case", "FUZ-5")]
    [Trait("Case", "FUZ-11")]
    [InlineData("{\"secretValidDays\":NaN}")]
    [InlineData("{\"secretValidDays\":Infinity}")]
    [InlineData("{\"name\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"name\":\"a\"")]
    [InlineData("{\"name\":\"a\",}")]
    [InlineData("{'name':'a'}")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{}{}")]
    [InlineData("// comment\n{}")]
    public async Task What_is_no_JSON_object_is_refused(string body)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var answer = await admin.PostJsonAsync(ClientCalls.Path, body);
        await answer.ProblemAsync(400, "request.body-unreadable");
    }

    [Theory]
    [Trait("Case", "DOS-2")]
    [InlineData(33)]
    [InlineData(100_000)]
    public async Task Deep_JSON_is_refused(int depth)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var answer = await admin.PostJsonAsync(ClientCalls.Path, "{\"name\":" + new string('[', depth) + new string(']', depth) + "}");
        await answer.ProblemAsync(400, "request.body-unreadable");
    }

    [Fact]
    [Trait("Case", "FUZ-11")]
    public async Task Broken_UTF_8_and_UTF_16_are_refused()
    {
        foreach (var (bytes, type, status) in new (byte[], string, int)[]
        {
            ([.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8], "application/json", 400), (Encoding.Unicode.GetBytes(ClientCalls.New()), "application/json", 400),
            (Encoding.Unicode.GetBytes(ClientCalls.New()), "application/json; charset=utf-16", 415), (Encoding.UTF8.GetBytes(ClientCalls.New()), "application/json; charset=utf-16", 415),
        })
        {
            using var admin = await api.AsAsync(Somebody.Operator);
            var request = new HttpRequestMessage(HttpMethod.Post, ClientCalls.Path) { Content = new ByteArrayContent(bytes) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            using var answer = await admin.SendAsync(request);
            await answer.ProblemAsync(status, status == 400 ? "request.body-unreadable" : "request.unsupported-media-type");
        }
    }

    [Theory]
    [Trait("Case", "FUZ-4")]
    [Trait("Case", "INJ-8")]
    [InlineData("a\u0000b")]
    [InlineData("a\nb")]
    [InlineData("a\u001bb")]
    [InlineData("a\u007fb")]
    public async Task Control_characters_are_refused_in_every_text(string text)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var answer = await admin.PostJsonAsync(ClientCalls.Path, ClientCalls.New(body =>
            (body["name"], body["tenantId"], body["grants"], body["scopes"], body["rights"], body["ipRanges"]) =
            (text, text, new JsonArray(text), new JsonArray(text), new JsonArray(text), new JsonArray(text))));
        var problem = await answer.ProblemAsync(422, "request.fields-invalid");
        Assert.Equal(["/grants/0", "/ipRanges/0", "/name", "/rights/0", "/scopes/0", "/tenantId"], problem["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).Order(StringComparer.Ordinal));
        Assert.All(problem["errors"]!.AsArray(), error => Assert.Equal("format-invalid", (string?)error!["code"]));
        Assert.DoesNotContain(api.Log.All, line => line.Contains(text, StringComparison.Ordinal));
    }

    [Theory]
    [Trait("Case", "INJ-1")]
    [InlineData("' OR 1=1--")]
    [InlineData("'; drop table identity.clients; --")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("=1+1 {0} %s ${x}")]
    public async Task A_name_is_only_text(string name)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync(body => body["name"] = name);
        Assert.Equal(name, (string?)(await admin.ReadAsync(ClientCalls.Path + "/" + client.Id()))["name"]);
        await RefusedTextAsync(body => body["scopes"] = new JsonArray(name), "/scopes/0");
        await RefusedTextAsync(body => body["rights"] = new JsonArray(name), "/rights/0");

        async Task RefusedTextAsync(Action<JsonObject> change, string pointer)
        {
            using var answer = await admin.PostJsonAsync(ClientCalls.Path, ClientCalls.New(change));
            Assert.Equal(pointer, (string?)(await answer.ProblemAsync(422, "request.fields-invalid"))["errors"]![0]!["pointer"]);
        }
    }

    [Theory]
    [Trait("Case", "FUZ-8")]
    [Trait("Case", "DOS-6")]
    [InlineData("Content-Type", "text/plain", 415, "request.unsupported-media-type")]
    [InlineData("Content-Type", "application/x-www-form-urlencoded", 415, "request.unsupported-media-type")]
    [InlineData("Content-Type", "multipart/form-data; boundary=x", 415, "request.unsupported-media-type")]
    [InlineData("Content-Type", "application/merge-patch+json", 415, "request.unsupported-media-type")]
    [InlineData("Content-Type", null, 415, "request.unsupported-media-type")]
    [InlineData("Content-Encoding", "gzip", 415, "request.unsupported-media-type")]
    [InlineData("Accept", "text/html", 406, "request.not-acceptable")]
    public async Task Other_media_types_are_refused(string header, string? value, int status, string code)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var request = new HttpRequestMessage(HttpMethod.Post, ClientCalls.Path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(ClientCalls.New())) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", header == "Content-Type" ? value : "application/json");
        if (header == "Content-Encoding")
            request.Content.Headers.TryAddWithoutValidation(header, value);
        if (header == "Accept")
            request.Headers.TryAddWithoutValidation(header, value);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await admin.SendAsync(request);
        await answer.ProblemAsync(status, code);
        Assert.Equal(0L, await api.SqlAsync<long>("select count(*) from platform.idempotency_keys where status is null"));
    }

    private async Task RefusedAsync(string body, string pointer, string code)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var count = await api.SqlAsync<long>("select count(*) from identity.clients");
        using var answer = await admin.PostJsonAsync(ClientCalls.Path, body);
        var problem = await answer.ProblemAsync(400, "request.body-unreadable");
        var error = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal(pointer, (string?)error["pointer"]);
        Assert.Equal(code, (string?)error["code"]);
        Assert.Equal(count, await api.SqlAsync<long>("select count(*) from identity.clients"));
    }
}
