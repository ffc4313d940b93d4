using System.Net;
using Aos.Api.Tests.Accounts;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.Users;

/// <summary>Moving to another organisation means deletion and new creation: the same address, but another account.</summary>
public sealed class MovedUserTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Password = "Nordlicht:47-Tor";

    [Fact]
    [Trait("Decision", "ORG-D10")]
    [Trait("Decision", "ORG-D11")]
    [Trait("Case", "TEN-9")]
    public async Task Who_comes_back_elsewhere_has_a_new_id_and_no_row_of_the_former_account()
    {
        using var john = await api.JohnAsync();
        using var rita = await api.RitaAsync();
        using var former = await api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        var before = await former.ReadAsync("/portal/v1/me/personal-data");
        await api.SqlAsync($"insert into identity.account_withdrawals (account_id, code, withdrawn_by) values ('{SomePerson.Claire.Id}', 'brandMini', 'test')");
        await api.SqlAsync($"insert into oauth.consents (account_id, client_id, scopes) values ('{SomePerson.Claire.Id}', 'test-production', '{{portal.read}}')");
        await api.SqlAsync($"insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('{SomePerson.John.TenantId}', 'apiClients', 'administrator', 'test')");
        var client = await former.CreatedAsync(ApiAccessCalls.Clients, ApiAccessCalls.Client());
        var path = $"{UserPath}/{SomePerson.Claire.Id}";
        using var deleted = await john.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: (string)(await john.ReadAsync(path))["etag"]!);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        // What the user registered for the organisation stays with it.
        Assert.Equal("active", (await john.ReadAsync($"{ApiAccessCalls.Clients}/{client.IdOf()}")).Text("state"));

        var made = await rita.CreateUserAsync(SomePerson.Claire.Login);
        var id = Guid.Parse((string)made["id"]!);
        Assert.NotEqual(SomePerson.Claire.Id, id);
        using var activated = await api.AsNobody().SendJsonAsync(HttpMethod.Post, "/portal/v1/activations", Answers.ToJson(new
        {
            link = await api.LinkAsync(SomePerson.Claire.Login, "activate"),
            password = Password,
            passwordRepeat = Password,
            consents = new { conditionsOfUse = new { accepted = true, version = 1 }, dataProtection = new { accepted = true, version = 1 } },
        }));
        Assert.Equal(HttpStatusCode.Created, activated.StatusCode);

        using var now = await api.AsPersonAsync(new(id, SomePerson.Rita.TenantId, "portal", SomePerson.Claire.Login), "portal.read", "portal.write");
        var me = await now.ReadAsync("/portal/v1/me");
        Assert.Equal("Workshop South user North", $"{me["organisationName"]} {me["role"]} {me["lastName"]}");
        Assert.Contains("brandMini", me["permissions"]!.AsArray().Select(code => (string?)code));
        var copy = await now.ReadAsync("/portal/v1/me/personal-data");
        Assert.Empty(copy["consents"]!.AsArray());
        Assert.Single(copy["sessions"]!.AsArray());
        Assert.Empty(copy["sessions"]!.AsArray().Select(session => (string?)session!["id"]).Intersect(before["sessions"]!.AsArray().Select(session => (string?)session!["id"])));
        Assert.DoesNotContain("Workshop North", copy.ToJsonString(), StringComparison.Ordinal);
        foreach (var reader in new[] { rita, john })
        {
            using var unknown = await reader.GetAsync($"{UserPath}/{(reader == rita ? SomePerson.Claire.Id : id)}");
            await unknown.ProblemAsync(404, "organisations.user-not-found");
        }

        Assert.DoesNotContain(SomePerson.Claire.Id.ToString(), (await rita.ReadAsync(Own + "/change-log")).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(id.ToString(), (await john.ReadAsync(Own + "/change-log")).ToJsonString(), StringComparison.Ordinal);
        using var dead = await former.GetAsync("/portal/v1/me");
        await dead.ProblemAsync(401, "auth.token-invalid");
    }
}
