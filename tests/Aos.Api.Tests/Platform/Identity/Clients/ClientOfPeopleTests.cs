using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Aos.Api.Tests.OAuth.Grants;

namespace Aos.Api.Tests.Platform.Identity.Clients;

/// <summary>Settings of clients through which people sign in.</summary>
public sealed class ClientOfPeopleTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly TestKeyPair Key = new();

    [Fact]
    public async Task A_web_client_is_created_and_replaced_with_all_its_settings()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync(body =>
        {
            Web(body);
            body["postLogoutRedirectUris"] = new JsonArray("https://app.example.com/bye");
            (body["dpopBound"], body["pushedRequestsOnly"], body["idTokenAlgorithm"], body["userReach"]) = (true, true, "ES256", "anyTenant");
            (body["audiences"], body["introspects"]) = (new JsonArray("api", "https://telematics.example.com"), new JsonArray("https://telematics.example.com"));
        });
        Assert.Equal(("web", "portal", "clientSecret", "ES256", "anyTenant"), (Text("kind"), Text("realm"), Text("authMethod"), Text("idTokenAlgorithm"), Text("userReach")));
        Assert.Equal((true, true, false), ((bool)client["dpopBound"]!, (bool)client["pushedRequestsOnly"]!, (bool)client["firstParty"]!));
        Assert.Equal("""["https://app.example.com/callback"]""", client["redirectUris"]!.ToJsonString());
        Assert.Equal("""["api","https://telematics.example.com"]""", client["audiences"]!.ToJsonString());
        Assert.Contains("https://app.example.com/bye", await api.SqlAsync<string>($"select d.details::text from platform.audit a join platform.audit_details d on d.audit_id = a.id where a.object_id = '{client.Id()}'"), StringComparison.Ordinal);

        using var put = await admin.SendJsonAsync(HttpMethod.Put, ClientCalls.Path + "/" + client.Id(), ClientCalls.Replacement(body =>
        {
            (body["grants"], body["scopes"], body["redirectUris"]) = (new JsonArray("authorizationCode"), new JsonArray("openid"), new JsonArray("https://app.example.com/new"));
            body["authMethod"] = "privateKeyJwt";
            body["jwks"] = Keys();
        }), ifMatch: client.Etag());
        var after = await put.JsonAsync();
        Assert.True(put.StatusCode == HttpStatusCode.OK, after.ToJsonString());
        Assert.Equal(("privateKeyJwt", "RS256", "ownTenant", "k1"), ((string?)after["authMethod"], (string?)after["idTokenAlgorithm"], (string?)after["userReach"], (string?)after["jwks"]!["keys"]![0]!["kid"]));
        Assert.Equal("""["api"]""", after["audiences"]!.ToJsonString());
        Assert.Empty(after["introspects"]!.AsArray());

        using var secret = await admin.PostJsonAsync($"{ClientCalls.Path}/{client.Id()}/secrets", "{}");
        await secret.ProblemAsync(409, "administration.secret-not-used");
        using var old = await api.AsNobody().PostTokenAsync(client.Id(), (string)client["secret"]!);
        await old.OAuthErrorAsync(401, "invalid_client");

        string? Text(string name) => (string?)client[name];
    }

    [Fact]
    public async Task A_native_client_has_no_secret()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync(body =>
        {
            body["kind"] = "native";
            body["grants"] = new JsonArray("authorizationCode", "refreshToken", "deviceCode");
            body["scopes"] = new JsonArray("openid", "offline_access", "vehicle.read");
            body["redirectUris"] = new JsonArray("http://127.0.0.1/callback", "http://[::1]:8000/callback", "com.example.app:/callback");
            body["rights"] = new JsonArray();
        });
        Assert.Equal(("none", null, 0), ((string?)client["authMethod"], client["secret"], client["secrets"]!.AsArray().Count));
    }

    [Theory]
    [Trait("Case", "RED-10")]
    [InlineData("http://app.example.com/callback")]
    [InlineData("http://localhost/callback")]
    [InlineData("http://127.0.0.1.example.com/callback")]
    [InlineData("http://127.0.0.1@example.com/callback")]
    [InlineData("https://app.example.com/callback#top")]
    [InlineData("https://app.example.com/*")]
    [InlineData("https://*.example.com/callback")]
    [InlineData("https://user@app.example.com/callback")]
    [InlineData("https://app.example.com\\callback")]
    [InlineData("https:app.example.com")]
    [InlineData("https:///callback")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("myapp:/callback")]
    [InlineData("com.example.app:/callback")]
    [InlineData("/callback")]
    [InlineData("https://app.exämple.com/callback")]
    public async Task A_redirect_URI_that_could_lead_elsewhere_is_refused(string uri)
    {
        foreach (var field in new[] { "redirectUris", "postLogoutRedirectUris" })
            await RefusedAsync(body =>
            {
                Web(body);
                body[field] = new JsonArray("https://app.example.com/callback", uri);
            }, $"/{field}/1", "format-invalid");
    }

    [Theory]
    [InlineData("""{"grants":["authorizationCode"]}""", "/grants/0,/redirectUris")]
    [InlineData("""{"authMethod":"none"}""", "/authMethod")]
    [InlineData("""{"scopes":["openid"]}""", "/scopes/0")]
    [InlineData("""{"scopes":["portal.read"]}""", "/scopes/0")]
    [InlineData("""{"redirectUris":["https://app.example.com/callback"]}""", "/redirectUris")]
    [InlineData("""{"userReach":"anyTenant"}""", "/userReach")]
    [InlineData("""{"pushedRequestsOnly":true}""", "/pushedRequestsOnly")]
    [InlineData("""{"authMethod":"privateKeyJwt"}""", "/jwks")]
    [InlineData("""{"kind":"native","authMethod":"clientSecret","grants":["deviceCode"]}""", "/authMethod")]
    [InlineData("""{"kind":"native","grants":["clientCredentials"]}""", "/grants/0")]
    [InlineData("""{"kind":"web","grants":["deviceCode"]}""", "/grants/0")]
    [InlineData("""{"kind":"web","grants":["authorizationCode"]}""", "/redirectUris")]
    [InlineData("""{"kind":"web","grants":["refreshToken"]}""", "/grants")]
    [InlineData("""{"kind":"web","grants":["authorizationCode"],"redirectUris":["https://a.example/"],"scopes":["offline_access"]}""", "/scopes/0")]
    [InlineData("""{"kind":"web","grants":["authorizationCode"],"redirectUris":["https://a.example/"],"scopes":["portal.write"],"userReach":"anyTenant"}""", "/scopes/0")]
    [InlineData("""{"kind":"web","authMethod":"none","grants":["authorizationCode"],"redirectUris":["https://a.example/"],"introspects":["api"]}""", "/introspects")]
    [InlineData("""{"kind":"web","authMethod":"none","grants":["clientCredentials"]}""", "/grants/0")]
    [InlineData("""{"kind":"web","grants":["authorizationCode"],"redirectUris":["https://a.example/","https://a.example/"]}""", "/redirectUris")]
    [InlineData("""{"kind":"robot"}""", "/kind")]
    [InlineData("""{"realm":"moon"}""", "/realm")]
    [InlineData("""{"idTokenAlgorithm":"HS256"}""", "/idTokenAlgorithm")]
    [InlineData("""{"audiences":["telematics"]}""", "/audiences/0")]
    [InlineData("""{"introspects":["http://telematics.example.com"]}""", "/introspects/0")]
    public async Task Settings_that_make_no_sense_together_are_named(string changes, string pointers)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var answer = await admin.PostJsonAsync(ClientCalls.Path, ClientCalls.New(body =>
        {
            foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
                body[name] = value?.DeepClone();
        }));
        var problem = await answer.ProblemAsync(422, "request.fields-invalid");
        Assert.Equal(pointers.Split(','), problem["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("private", "/jwks/keys/0/d", "value-not-permitted")]
    [InlineData("curve", "/jwks/keys/0/crv", "value-not-permitted")]
    [InlineData("off", "/jwks/keys/0", "format-invalid")]
    [InlineData("small", "/jwks/keys/0", "format-invalid")]
    [InlineData("symmetric", "/jwks/keys/0/kty", "value-not-permitted")]
    [InlineData("algorithm", "/jwks/keys/0", "format-invalid")]
    [InlineData("kid", "/jwks/keys/0/kid", "required")]
    [InlineData("twice", "/jwks/keys", "repeated")]
    [InlineData("none", "/jwks/keys", "required")]
    public async Task Only_public_keys_of_the_right_kind_are_taken(string what, string pointer, string code) =>
        await RefusedAsync(body =>
        {
            Web(body);
            body["authMethod"] = "privateKeyJwt";
            var keys = Keys();
            var key = keys["keys"]![0]!;
            switch (what)
            {
                case "private": key["d"] = Key.PrivatePart; break;
                case "curve": key["crv"] = "P-384"; break;
                case "off": key["y"] = (string)key["x"]!; break;
                case "symmetric": key["kty"] = "oct"; break;
                case "algorithm": key["alg"] = "RS256"; break;
                case "kid": key.AsObject().Remove("kid"); break;
                case "twice": keys["keys"]!.AsArray().Add(key.DeepClone()); break;
                case "none": keys["keys"]!.AsArray().Clear(); break;
                default: (key["kty"], key["n"], key["e"]) = ("RSA", new string('x', 171), "AQAB"); break;
            }

            if (what == "small")
                foreach (var name in new[] { "crv", "x", "y", "alg" })
                    key.AsObject().Remove(name);
            body["jwks"] = keys;
        }, pointer, code);

    [Fact]
    public async Task Of_a_first_party_client_only_redirect_URIs_and_secrets_change()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var path = ClientCalls.Path + "/aos-portal";
        var portal = await admin.ReadAsync(path);
        Assert.True((bool)portal["firstParty"]!);
        var whole = Replacement(portal);
        whole["redirectUris"] = new JsonArray("https://portal.example.com/callback");
        whole["postLogoutRedirectUris"] = new JsonArray("https://portal.example.com/");
        using var put = await admin.SendJsonAsync(HttpMethod.Put, path, whole.ToJsonString(), ifMatch: portal.Etag());
        Assert.True(put.StatusCode == HttpStatusCode.OK, await put.Content.ReadAsStringAsync());
        var after = await put.JsonAsync();
        Assert.Equal("anyTenant", (string?)after["userReach"]);
        using var secret = await admin.PostJsonAsync(path + "/secrets", "{}");
        Assert.Equal(HttpStatusCode.Created, secret.StatusCode);

        foreach (var (name, value) in new (string, JsonNode)[] { ("name", "x"), ("state", "disabled"), ("scopes", new JsonArray("openid")), ("grants", new JsonArray("authorizationCode")), ("userReach", "ownTenant"), ("dpopBound", true) })
        {
            var changed = Replacement(after);
            changed[name] = value;
            using var refused = await admin.SendJsonAsync(HttpMethod.Put, path, changed.ToJsonString(), ifMatch: (await admin.ReadAsync(path)).Etag());
            var problem = await refused.ProblemAsync(422, "request.fields-invalid");
            Assert.Equal(("/" + name, "not-changeable"), ((string)problem["errors"]![0]!["pointer"]!, (string)problem["errors"]![0]!["code"]!));
        }

        using var delete = await admin.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: (await admin.ReadAsync(path)).Etag());
        await delete.ProblemAsync(409, "administration.first-party-client");
    }

    [Fact]
    public async Task The_last_use_of_client_and_secret_is_told_to_the_minute()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        var path = ClientCalls.Path + "/" + client.Id();
        Assert.Null(client["lastUsedAt"]);
        await api.AsNobody().GetTokenAsync(client.Id(), (string)client["secret"]!);
        await Polling.UntilAsync(async () => (await admin.ReadAsync(path))["lastUsedAt"] is not null);
        var used = await admin.ReadAsync(path);
        Assert.NotNull(used["secrets"]![0]!["lastUsedAt"]);
        Assert.Equal(client.Etag(), used.Etag());
        Assert.InRange((DateTimeOffset)used["lastUsedAt"]!, (DateTimeOffset)used["createdAt"]!, (DateTimeOffset)used["createdAt"]! + TimeSpan.FromMinutes(1));
    }

    private static JsonObject Replacement(JsonNode client) => new()
    {
        ["name"] = (string?)client["name"],
        ["state"] = (string?)client["state"],
        ["grants"] = client["grants"]!.DeepClone(),
        ["scopes"] = client["scopes"]!.DeepClone(),
        ["rights"] = client["rights"]!.DeepClone(),
    };

    private static void Web(JsonObject body)
    {
        (body["kind"], body["grants"]) = ("web", new JsonArray("authorizationCode", "refreshToken"));
        (body["scopes"], body["redirectUris"]) = (new JsonArray("openid", "vehicle.read"), new JsonArray("https://app.example.com/callback"));
        body["rights"] = new JsonArray();
    }

    private static JsonNode Keys() => System.Text.Json.JsonSerializer.SerializeToNode(new { keys = new[] { new Dictionary<string, string>(Key.PublicJwk) { ["kid"] = "k1", ["alg"] = "ES256" } } })!;

    private async Task RefusedAsync(Action<JsonObject> change, string pointer, string code)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var answer = await admin.PostJsonAsync(ClientCalls.Path, ClientCalls.New(change));
        var problem = await answer.ProblemAsync(422, "request.fields-invalid");
        Assert.Contains(problem["errors"]!.AsArray(), error => (string?)error!["pointer"] == pointer && (string?)error["code"] == code);
    }
}
