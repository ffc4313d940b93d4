using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.OpenApi;

/// <summary>Real answers are what the documents say.</summary>
public sealed class AnswerTests(ApiHost api, DocumentFiles documents) : IClassFixture<ApiHost>, IClassFixture<DocumentFiles>
{
    private const string Product = "/vehicle-identification/v1/";
    private const string Vehicles = Product + "vehicles";
    private const string Clients = "/administration/v1/clients";

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Vehicles_are_as_told(string language)
    {
        using var client = await api.AsAsync(Somebody.Workshop);
        client.DefaultRequestHeaders.AcceptLanguage.Add(new(language));
        foreach (var query in new[] { "?limit=200&includeTotal=true", "?limit=40&sort=-vin", "?limit=40&productType=motorcycle" })
        {
            var page = await FitsAsync("ListVehicles", await client.GetAsync(Vehicles + query));
            Assert.NotEmpty(page["items"]!.AsArray());
            foreach (var item in page["items"]!.AsArray().Take(40))
                await FitsAsync("GetVehicle", await client.GetAsync($"{Vehicles}/{item!["vin"]}"));
        }
    }

    [Fact]
    public async Task The_example_is_the_vehicle_of_the_sample_data()
    {
        using var client = await api.AsAsync(Somebody.Workshop);
        var real = await FitsAsync("GetVehicle", await client.GetAsync($"{Vehicles}/WBAUV71070A193748"));
        var example = Operation("GetVehicle").Responses.Single(response => response.Key == "200").Value["content"]!["application/json"]!["example"]!.AsObject();
        Assert.Equal(real.Select(member => member.Key), example.Select(member => member.Key));
        foreach (var (name, value) in example.Where(member => member.Key is not ("options" or "asOf")))
            Assert.Equal(value!.ToJsonString(), real[name]!.ToJsonString());
        Assert.All(example["options"]!.AsArray(), option => Assert.Contains(real["options"]!.AsArray(), other => JsonNode.DeepEquals(option, other)));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Checks_short_VINs_and_releases_are_as_told(string language)
    {
        using var client = await api.AsAsync(Somebody.Workshop);
        client.DefaultRequestHeaders.AcceptLanguage.Add(new(language));
        foreach (var text in new[] { "WBAUV71070A193748", "WBAUV7107OA193748", "WB9UV71070A193749", "5UXWX7C5*BA", "A193748", "%20", "%F0%9F%98%80%07", "0BAUV71070A19374B" })
            await FitsAsync("CheckVin", await client.GetAsync($"{Product}vin-checks/{text}"));
        await FitsAsync("CheckVin", await client.GetAsync($"{Product}vin-checks/{new string('x', 201)}"), "422");
        await FitsAsync("GetShortVin", await client.GetAsync($"{Product}short-vins/A777777"));
        await FitsAsync("GetShortVin", await client.GetAsync($"{Product}short-vins/A999999"), "404");
        await FitsAsync("ListReleases", await client.GetAsync($"{Product}releases"));
        await FitsAsync("GetCurrentRelease", await client.GetAsync($"{Product}releases/current"));
        await FitsAsync("ListVehicleChanges", await client.GetAsync($"{Vehicles}/WBAUV71070A193748/changes"));
        await FitsAsync("ListChanges", await client.GetAsync($"{Product}changes?since=2026-10"));
        await FitsAsync("ListChanges", await client.GetAsync($"{Product}changes?since=0"), "410");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Parts_types_and_reference_lists_are_as_told(string language)
    {
        using var client = await api.AsAsync(Somebody.Workshop);
        client.DefaultRequestHeaders.AcceptLanguage.Add(new(language));
        await FitsAsync("GetVehicleOptions", await client.GetAsync($"{Vehicles}/WBAUV71070A193748/options"));
        await FitsAsync("GetVehicleIntegrationLevels", await client.GetAsync($"{Vehicles}/WBAUV71070A193748/integration-levels"));
        await FitsAsync("GetVehicleMileage", await client.GetAsync($"{Vehicles}/WBAUV71070A193748/mileage"));
        await FitsAsync("SearchTypes", await client.GetAsync($"{Product}types?q=320d touring 2014 nonsense&brand=bmw&includeTotal=true&limit=1"));
        await FitsAsync("SearchTypes", await client.GetAsync($"{Product}types"), "422");
        await FitsAsync("GetType", await client.GetAsync($"{Product}types/UV81"));
        await FitsAsync("GetType", await client.GetAsync($"{Product}types/ZZZZ"), "404");
        foreach (var (list, operation) in new[] { ("brands", "ListBrands"), ("wmis", "ListWmis"), ("plants", "ListPlants"), ("series", "ListSeries"), ("development-codes", "ListDevelopmentCodes"), ("models", "ListModels"), ("options", "ListOptions"), ("paints", "ListPaints"), ("upholsteries", "ListUpholsteries"), ("engines", "ListEngines") })
        {
            await FitsAsync(operation, await client.GetAsync($"{Product}{list}?limit=200&includeTotal=true"));
            await FitsAsync(operation, await client.GetAsync($"{Product}{list}?limit=2"));
            await FitsAsync(operation, await client.GetAsync($"{Product}{list}?changedSince=never"), "410");
        }
    }

    [Fact]
    public async Task Problems_are_as_told()
    {
        using var nobody = api.AsNobody();
        using var client = await api.AsAsync(Somebody.Workshop);
        await FitsAsync("GetVehicle", await nobody.GetAsync($"{Vehicles}/WBAUV71070A193748"), "401");
        await FitsAsync("GetVehicle", await client.GetAsync($"{Vehicles}/WBAUV71070A193749"), "404");
        await FitsAsync("GetVehicle", await client.GetAsync($"{Vehicles}/A193748"), "422");
        await FitsAsync("ListVehicles", await client.GetAsync($"{Vehicles}?limit=0&sort=no&brand="), "400");
        await FitsAsync("ListClients", await client.GetAsync(Clients), "403");
    }

    [Fact]
    public async Task Lookups_and_jobs_are_as_told()
    {
        using var client = await api.AsAsync(Somebody.Workshop);
        await FitsAsync("LookUpVehicles", await SendAsync(client, HttpMethod.Post, $"{Product}lookups", """
            {"vins":["WBAUV71070A193748","wbauv71O70A193748","A193748","WBAUV71070A193749"],"candidates":true,"checks":true}
            """));
        var job = await FitsAsync("StartExport", await SendAsync(client, HttpMethod.Post, $"{Product}exports", """{"view":"summary"}"""), "202");
        while ((string)job["status"]! is "queued" or "running")
            job = await FitsAsync("vehicle-identification.v1:GetJob", await client.GetAsync($"{Product}jobs/{job["id"]}"));
        Assert.Equal("succeeded", (string?)job["status"]);
        await FitsAsync("vehicle-identification.v1:ListJobs", await client.GetAsync($"{Product}jobs?includeTotal=true"));
        await FitsAsync("vehicle-identification.v1:CancelJob", await SendAsync(client, HttpMethod.Post, $"{Product}jobs/{job["id"]}/cancellations", null), "409");
    }

    [Fact]
    public async Task Clients_are_as_told()
    {
        using var client = await api.AsAsync(Somebody.Operator);
        var created = await FitsAsync("CreateClient", await SendAsync(client, HttpMethod.Post, Clients, $$"""
            {"tenantId":"{{Somebody.Workshop.TenantId}}","name":"Planner","grants":["clientCredentials"],"scopes":["vehicle.read"],"rights":["apiVehicleIdentification"],"ipRanges":["192.0.2.0/24"]}
            """), "201");
        var path = $"{Clients}/{created["id"]}";
        var secret = await FitsAsync("CreateClientSecret", await SendAsync(client, HttpMethod.Post, $"{path}/secrets", """{"validDays":90}"""), "201");
        await FitsAsync("GetClientSecret", await client.GetAsync($"{path}/secrets/{secret["id"]}"));
        var read = await FitsAsync("GetClient", await client.GetAsync(path));
        await FitsAsync("ListClients", await client.GetAsync(Clients + "?q=Planner&sort=name"));
        await FitsAsync("ReplaceClient", await SendAsync(client, HttpMethod.Put, path, """
            {"name":"Planner","grants":[],"scopes":[],"rights":[],"state":"disabled"}
            """, (string)read["etag"]!));
        await FitsAsync("ReplaceClient", await SendAsync(client, HttpMethod.Put, path, "{}", (string)read["etag"]!), "422");
        await FitsAsync("DeleteClient", await SendAsync(client, HttpMethod.Delete, path, null, (string)read["etag"]!), "412");
    }

    [Fact]
    public async Task Audit_events_are_as_told()
    {
        const string Administration = "/administration/v1/";
        using var client = await api.AsAsync(Somebody.Operator);
        using var john = await api.AsPersonAsync(SomePerson.John, "portal.read");
        await Audit.Acts.ActAsync(api, SomePerson.John.TenantId, details: new() { ["name"] = "x", ["none"] = null });
        var page = await FitsAsync("administration.v1:ListAuditEvents", await client.GetAsync($"{Administration}audit-events?limit=200&includeTotal=true"));
        await FitsAsync("administration.v1:GetAuditEvent", await client.GetAsync($"{Administration}audit-events/{page["items"]![0]!["id"]}"));
        await FitsAsync("administration.v1:GetAuditEvent", await client.GetAsync($"{Administration}audit-events/x"), "404");
        var own = await FitsAsync("portal.v1:ListAuditEvents", await john.GetAsync("/portal/v1/audit-events"));
        await FitsAsync("portal.v1:GetAuditEvent", await john.GetAsync($"/portal/v1/audit-events/{own["items"]![0]!["id"]}"));
        await FitsAsync("VerifyAuditChain", await SendAsync(client, HttpMethod.Post, $"{Administration}audit-chain-verifications", "{}"), "201");
        var job = await FitsAsync("StartAuditExport", await SendAsync(client, HttpMethod.Post, $"{Administration}audit-exports", """{"compression":"gzip"}"""), "202");
        await FitsAsync("administration.v1:GetJob", await client.GetAsync($"{Administration}jobs/{job["id"]}"));
    }

    [Fact]
    public async Task Usage_and_events_are_as_told()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await workshop.ReadAsync(Vehicles + "?limit=1");
        using var john = await api.AsPersonAsync(SomePerson.John, "portal.read");
        await OAuth.Polling.UntilAsync(async () => (await john.ReadAsync("/portal/v1/usage"))["items"]!.AsArray().Count > 0);
        await FitsAsync("portal.v1:ListUsage", await john.GetAsync("/portal/v1/usage?includeTotal=true"));
        await FitsAsync("portal.v1:ListUsage", await john.GetAsync("/portal/v1/usage?groupBy=product"));
        await FitsAsync("ListUsageLimits", await john.GetAsync("/portal/v1/usage/limits"));
        using var client = await api.AsAsync(Somebody.Operator);
        await FitsAsync("administration.v1:ListUsage", await client.GetAsync("/administration/v1/usage"));

        await api.SqlAsync($$"""
            insert into platform.events (id, tenant_id, type, subject, sequence, data)
            values ('00000000-0000-7000-8000-00000000ee01', '{{SomePerson.John.TenantId}}', 'limits.dailyQuota.reached', '/portal/v1/usage/limits', 1, '{"percent":"80","none":null}')
            """);
        var events = await FitsAsync("ListEvents", await john.GetAsync("/portal/v1/events?includeTotal=true"));
        await FitsAsync("GetEvent", await john.GetAsync($"/portal/v1/events/{events["items"]![0]!["id"]}"));
        await FitsAsync("GetEvent", await john.GetAsync("/portal/v1/events/x"), "404");
    }

    [Fact]
    public async Task Metadata_and_tokens_are_as_told()
    {
        using var nobody = api.AsNobody();
        await FitsAsync("GetServerMetadata", await nobody.GetAsync("/.well-known/oauth-authorization-server"));
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = Somebody.Workshop.ClientId, ["client_secret"] = Somebody.Workshop.Secret };
        using var right = new FormUrlEncodedContent(form);
        await FitsAsync("CreateToken", await nobody.PostAsync("/oauth/token", right));
        form["client_secret"] = "wrong";
        using var wrong = new FormUrlEncodedContent(form);
        await FitsAsync("CreateToken", await nobody.PostAsync("/oauth/token", wrong), "401");
    }

    // Where several documents have an operation of this name, with its document before it.
    private Operation Operation(string id) => documents.All.SelectMany(file => file.Operations).First(operation => id == operation.Id || id == $"{operation.File.Name}:{operation.Id}");

    private async Task<JsonObject> FitsAsync(string operationId, HttpResponseMessage answer, string status = "200")
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(status == ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture), $"{operationId}: {(int)answer.StatusCode} {text}");
            var operation = Operation(operationId);
            var told = operation.Responses.Single(response => response.Key == status).Value;
            var body = JsonNode.Parse(text)!.AsObject();
            Assert.Empty(new SchemaCheck(operation.File).Faults(body, told["content"]![answer.Content.Headers.ContentType!.MediaType!]!["schema"]!));
            foreach (var (name, reference) in told["headers"]!.AsObject())
                if ((answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values))
                    && operation.File.Resolve(reference!)["schema"] is { } schema && (string?)schema["type"] == "string")
                    Assert.Empty(new SchemaCheck(operation.File).Faults(string.Join(", ", values), schema));
            return body;
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string? json, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (ifMatch is not null)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(ifMatch));
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await client.SendAsync(request);
    }
}
