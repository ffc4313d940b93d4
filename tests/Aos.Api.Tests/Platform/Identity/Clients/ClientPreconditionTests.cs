using System.Net;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Identity.Clients;

public sealed class ClientPreconditionTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("PUT", null, 428, "precondition.version-required")]
    [InlineData("DELETE", null, 428, "precondition.version-required")]
    [InlineData("PUT", "\"v2\"", 412, "precondition.version-conflict")]
    [InlineData("DELETE", "\"v2\"", 412, "precondition.version-conflict")]
    [InlineData("PUT", "\"v0\"", 412, "precondition.version-conflict")]
    [InlineData("PUT", "\"v99999999999\"", 412, "precondition.version-conflict")]
    [InlineData("PUT", "\"v-1\"", 412, "precondition.version-conflict")]
    [InlineData("PUT", "\"abc\"", 412, "precondition.version-conflict")]
    [InlineData("PUT", "v1", 400, "request.header-invalid")]
    [InlineData("PUT", "\"v1", 400, "request.header-invalid")]
    [InlineData("PUT", "\"\"", 400, "request.header-invalid")]
    [InlineData("PUT", "W/\"v1\"", 400, "request.header-invalid")]
    [InlineData("DELETE", "*", 400, "request.header-invalid")]
    public async Task A_change_must_name_the_state_that_it_changes(string method, string? ifMatch, int status, string code)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        var path = ClientCalls.Path + "/" + client.Id();
        using var answer = await admin.SendJsonAsync(new HttpMethod(method), path, method == "PUT" ? ClientCalls.Replacement() : null, ifMatch: ifMatch);

        var problem = await answer.ProblemAsync(status, code);
        if (status == 400)
            Assert.Equal("If-Match", (string?)problem["errors"]![0]!["header"]);
        if (status is 412 or 428)
            Assert.Equal("reloadAndRetry", (string?)problem["resolution"]!["action"]);
        Assert.Equal("\"v1\"", (await admin.ReadAsync(path)).Etag());
    }

    [Theory]
    [InlineData("\"v1-br\"")]
    [InlineData("\"v1-gz\"")]
    public async Task The_tag_of_a_coded_body_names_the_same_state(string ifMatch)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        using var answer = await admin.SendJsonAsync(HttpMethod.Put, ClientCalls.Path + "/" + client.Id(), ClientCalls.Replacement(), ifMatch: ifMatch);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Of_two_changes_of_the_same_state_one_wins_and_the_other_is_told()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        for (var round = 0; round < 5; round++)
        {
            var client = await admin.CreateAsync();
            var path = ClientCalls.Path + "/" + client.Id();
            var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(i =>
                admin.SendJsonAsync(HttpMethod.Put, path, ClientCalls.Replacement(body => body["name"] = $"winner {i}"), ifMatch: client.Etag())));

            Assert.Equal([200, 412], answers.Select(answer => (int)answer.StatusCode).Order());
            var winner = answers.Single(answer => answer.StatusCode == HttpStatusCode.OK);
            await answers.Single(answer => answer.StatusCode != HttpStatusCode.OK).ProblemAsync(412, "precondition.version-conflict");
            Assert.Equal((await winner.JsonAsync()).ToJsonString(), (await admin.ReadAsync(path)).ToJsonString());
            Assert.Equal(1L, await api.SqlAsync<long>($"select count(*) from platform.audit where object_id = '{client.Id()}' and action = 'administration.client.replaced'"));
        }
    }
}
