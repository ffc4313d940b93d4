using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Organisations;
using Aos.Api.Tests.Platform.OpenApi;

namespace Aos.Api.Tests.House;

/// <summary>The wall between organisations, for every operation of the portal and the administration.</summary>
public sealed class TenantTests : IAsyncLifetime
{
    private static readonly Guid South = SomePerson.Rita.TenantId;
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Decision", "REG-D1")]
    [Trait("Case", "TEN-1")]
    [Trait("Case", "TEN-3")]
    [Trait("Case", "TEN-10")]
    public async Task What_belongs_to_others_is_like_what_does_not_exist()
    {
        using var rita = await _api.AsPersonAsync(SomePerson.Rita, "portal.read", "portal.write");
        var foreign = await OwnAsync(rita);
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var operations = (await _api.OperationsAsync("portal")).Where(operation => foreign.Keys.Any(key => Matches(operation.Path, key))).ToList();
        Assert.True(operations.Count >= 25, $"{operations.Count} operations");
        var wrong = new List<string>();
        foreach (var operation in operations)
        {
            var (theirs, nobodys) = (await AnswerAsync(john, operation, name => foreign.First(pair => pair.Key.Name == name && Matches(operation.Path, pair.Key)).Value), await AnswerAsync(john, operation, _ => Guid.NewGuid().ToString()));
            if (theirs != nobodys || !theirs.StartsWith("404 ", StringComparison.Ordinal))
                wrong.Add($"{operation}: {theirs} / {nobodys}");
        }

        Assert.Empty(wrong);
        // All of it is still there.
        foreach (var ((path, _), value) in foreign.Where(pair => pair.Key.Name != "secretId"))
            if (path.StartsWith("/portal/v1/me/", StringComparison.Ordinal))
                Assert.Contains(value, (await rita.ReadAsync(path)).ToJsonString(), StringComparison.Ordinal);
            else
                Assert.Equal(HttpStatusCode.OK, (await rita.GetAsync($"{path}/{value}")).StatusCode);
    }

    [Fact]
    [Trait("Case", "TEN-2")]
    public async Task No_list_takes_another_organisation()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var lists = (await _api.OperationsAsync("portal")).Where(operation => operation.Method == "get" && !operation.Path.Contains('{', StringComparison.Ordinal)).ToList();
        Assert.True(lists.Count >= 25, $"{lists.Count} lists");
        var wrong = new List<string>();
        foreach (var operation in lists)
            foreach (var name in new[] { "organisationId", "tenantId" })
            {
                using var answer = await john.GetAsync($"{operation.Path}?{name}={South}");
                if (((int)answer.StatusCode, answer.Header("AOS-Error-Code")) != (400, "request.parameter-invalid"))
                    wrong.Add($"{operation} {name}: {(int)answer.StatusCode}");
            }

        Assert.Empty(wrong);
    }

    [Fact]
    [Trait("Decision", "REG-D1")]
    [Trait("Case", "TEN-5")]
    public async Task Nobody_but_staff_with_the_right_gets_into_the_administration()
    {
        var operations = await _api.OperationsAsync("administration");
        Assert.True(operations.Count >= 90, $"{operations.Count} operations");
        var wrong = new List<string>();
        foreach (var (client, expected) in new[]
        {
            (await _api.AsPersonAsync(SomePerson.John, "administration"), "403 access.administrator-required"), (await _api.AsPersonAsync(SomePerson.Claire, "administration"), "403 access.administrator-required"),
            (await _api.AsPersonAsync(SomePerson.Bob, "administration"), "403 access.permission-missing"), (await _api.AsPersonAsync(SomePerson.Ada, "portal.read", "portal.write"), "403 access.scope-missing"),
            (_api.AsNobody(), "401 auth.not-signed-in"),
        })
            using (client)
                foreach (var operation in operations)
                {
                    using var answer = await client.SendAsync(operation, operation.Path.With(_ => Guid.NewGuid().ToString()), operation.BodyOf() is null ? null : "{}");
                    var shown = $"{(int)answer.StatusCode} {answer.Header("AOS-Error-Code")}";
                    if (shown != expected)
                        wrong.Add($"{operation}: {shown} instead of {expected}");
                }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("portal")]
    [InlineData("administration")]
    [Trait("Case", "TEN-7")]
    public async Task No_path_takes_a_method_that_its_document_does_not_tell(string product)
    {
        using var client = await _api.MightiestAsync(product);
        var wrong = new List<string>();
        foreach (var path in (await _api.OperationsAsync(product)).GroupBy(operation => operation.Path))
        {
            var taken = path.Select(operation => operation.Method.ToUpperInvariant()).ToList();
            foreach (var method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE" }.Except(taken))
            {
                using var answer = await client.SendJsonAsync(new(method), path.Key.With(_ => "1"), method is "GET" or "DELETE" ? null : "{}", Guid.NewGuid().ToString(), "\"v1\"");
                var allowed = answer.Content.Headers.Allow.Where(allow => allow != "HEAD").Order(StringComparer.Ordinal);
                if ((int)answer.StatusCode != 405 || !allowed.SequenceEqual(taken.Order(StringComparer.Ordinal)))
                    wrong.Add($"{method} {path.Key}: {(int)answer.StatusCode} {string.Join(' ', allowed)}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    [Trait("Case", "TEN-11")]
    public async Task Search_and_counts_show_no_trace_of_others()
    {
        using var rita = await _api.AsPersonAsync(SomePerson.Rita, "portal.read", "portal.write");
        await OwnAsync(rita);
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var lists = (await _api.OperationsAsync("portal")).Where(operation => operation.Method == "get" && operation.Node["x-access"] is not null && operation.QueryOf().Contains("includeTotal")).ToList();
        Assert.True(lists.Count >= 12, $"{lists.Count} lists");
        foreach (var operation in lists.Where(operation => !operation.Path.Contains('{', StringComparison.Ordinal)))
        {
            var all = await john.ReadAsync(operation.Path + "?limit=200&includeTotal=true");
            Assert.True(all["items"]!.AsArray().Count == (int?)all["total"], operation.Id);
            AssertNothingOfSouth(all, operation);
            if (!operation.QueryOf().Contains("q"))
                continue;
            var found = await john.ReadAsync(operation.Path + "?q=south&limit=200&includeTotal=true");
            Assert.True((int?)found["total"] == 0, operation.Id);
        }
    }

    [Fact]
    [Trait("Case", "TEN-12")]
    public async Task On_one_pooled_connection_each_organisation_gets_its_own_rows()
    {
        await using var small = new ApiHost(new() { ["Database:ConnectionString"] = _api.Database.ConnectionString + ";Maximum Pool Size=3" }, services: null, _api.Database);
        await small.InitializeAsync();
        using var john = await small.AsPersonAsync(SomePerson.John, "portal.read");
        using var rita = await small.AsPersonAsync(SomePerson.Rita, "portal.read");
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(async number =>
        {
            var organisation = await (number % 2 == 0 ? john : rita).ReadAsync("/portal/v1/organisation");
            var users = await (number % 2 == 0 ? john : rita).ReadAsync("/portal/v1/users");
            return $"{organisation["name"]} {string.Join(' ', users["items"]!.AsArray().Select(user => ((string)user!["email"]!).Split('.')[0]))}";
        }));
        Assert.All(answers.Where((_, number) => number % 2 == 0), answer => Assert.Equal("Workshop North claire ivy john sue", answer));
        Assert.All(answers.Where((_, number) => number % 2 == 1), answer => Assert.Equal("Workshop South rita sam", answer));
    }

    /// <summary>Something of every kind that an organisation has, by the path below which it stands and the name of its parameter.</summary>
    private async Task<Dictionary<(string Path, string Name), string>> OwnAsync(HttpClient rita)
    {
        await _api.SqlAsync($"delete from identity.tenant_rights where tenant_id = '{South}' and code = '{ApiAccessCalls.Right}'");
        await _api.SqlAsync($"insert into oauth.consents (account_id, client_id, scopes) values ('{SomePerson.Rita.Id}', 'test-production', '{{portal.read}}')");
        var application = await rita.CreatedAsync(ApiAccessCalls.Applications, ApiAccessCalls.Application());
        var client = await rita.CreatedAsync(ApiAccessCalls.Clients, ApiAccessCalls.Client());
        var closing = await rita.CreatedAsync("/portal/v1/organisation/closings", Answers.ToJson(new { confirmation = (string)(await rita.ReadAsync("/portal/v1/organisation"))["customerNumber"]! }));
        return new()
        {
            [("/portal/v1/users", "userId")] = SomePerson.Sam.Id.ToString(),
            [("/portal/v1/api-applications", "applicationId")] = application.IdOf(),
            [("/portal/v1/api-clients", "clientId")] = client.IdOf(),
            [("/portal/v1/api-clients", "secretId")] = client["secrets"]![0]!.IdOf(),
            [("/portal/v1/audit-events", "eventId")] = (await rita.ReadAsync("/portal/v1/audit-events"))["items"]![0]!.IdOf(),
            [("/portal/v1/events", "eventId")] = (await rita.ReadAsync("/portal/v1/events"))["items"]![0]!.IdOf(),
            [("/portal/v1/jobs", "jobId")] = closing.Text("exportJob")!.Split('/')[^1],
            [("/portal/v1/me/consents", "clientId")] = "test-production",
            [("/portal/v1/me/sessions", "sessionId")] = (await rita.ReadAsync("/portal/v1/me/sessions"))["items"]![0]!.IdOf(),
        };
    }

    private static bool Matches(string path, (string Path, string Name) key) => path.StartsWith(key.Path + "/{", StringComparison.Ordinal) && path.Contains($"{{{key.Name}}}", StringComparison.Ordinal);

    /// <summary>Status and problem, without what differs from request to request.</summary>
    private static async Task<string> AnswerAsync(HttpClient client, Operation operation, Func<string, string> valueOf)
    {
        var values = new List<string>();
        var path = operation.Path.With(name => Kept(values, valueOf(name)));
        using var answer = await client.SendAsync(operation, path, operation.BodyOf()?["example"]?.ToJsonString());
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync() is { Length: > 0 } text ? text : "{}")!.AsObject();
        problem.Remove("requestId");
        problem.Remove("instance");
        return values.Aggregate($"{(int)answer.StatusCode} {problem.ToJsonString()}", (shown, value) => shown.Replace(value, "…", StringComparison.Ordinal));
    }

    private static string Kept(List<string> values, string value)
    {
        values.Add(value);
        return value;
    }

    private static void AssertNothingOfSouth(JsonNode page, Operation operation)
    {
        var text = page.ToJsonString();
        foreach (var trace in new[] { South.ToString(), SomePerson.Rita.Id.ToString(), SomePerson.Sam.Id.ToString(), "Workshop South", "south@example.com" })
            Assert.False(text.Contains(trace, StringComparison.OrdinalIgnoreCase), $"{operation.Id} shows {trace}");
    }
}
