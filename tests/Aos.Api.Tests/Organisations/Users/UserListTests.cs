using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.Users;

/// <summary>The list of the users of an organisation.</summary>
public sealed class UserListTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Requirement", "ORG-24")]
    [Trait("Requirement", "ORG-31")]
    [Trait("Requirement", "ORG-32")]
    [Trait("Requirement", "ORG-35")]
    [Trait("Decision", "ORG-D12")]
    [Trait("Case", "TEN-1")]
    public async Task It_is_sorted_by_address_and_marks_the_representative()
    {
        using var john = await api.JohnAsync();
        var page = await john.ReadAsync(UserPath + "?includeTotal=true");
        Assert.Equal(
        [
            "claire.smith@example.com user active true false true",
            "ivy.smith@example.com user invited false true true",
            "john.smith@example.com legalRepresentative active true false false",
            "sue.smith@example.com user suspended true false true",
        ], page["items"]!.AsArray().Select(user => $"{user!["email"]} {user["role"]} {user["state"]} {user["emailConfirmed"]} {user["canResendConfirmation"]} {user["canDelete"]}"));
        Assert.Equal(4, (int)page["total"]!);
        using var rita = await api.RitaAsync();
        Assert.Equal(["rita.south@example.com", "sam.south@example.com"], Emails(await rita.ReadAsync(UserPath)));
    }

    [Theory]
    [InlineData("?sort=-email", "sue john ivy claire")]
    [InlineData("?sort=name", "claire ivy john sue")]
    [InlineData("?sort=-name", "sue john ivy claire")]
    [InlineData("?state=invited", "ivy")]
    [InlineData("?q=JOHN%20SM", "john")]
    [InlineData("?q=e.smith%40", "claire sue")]
    [InlineData("?q=%25", "")]
    [InlineData("?permission=brandBmw", "ivy john sue")]
    [InlineData("?permission=rdcTool", "")]
    public async Task It_is_filtered_and_sorted(string query, string names)
    {
        await api.SqlAsync($"insert into identity.account_withdrawals (account_id, code, withdrawn_by) values ('{SomePerson.Claire.Id}', 'brandBmw', 'test') on conflict do nothing");
        using var john = await api.JohnAsync();
        Assert.Equal(names, string.Join(' ', Emails(await john.ReadAsync(UserPath + query)).Select(email => email.Split('.')[0])));
    }

    [Fact]
    [Trait("Decision", "ORG-D12")]
    public async Task Who_has_a_permission_is_told_by_what_the_token_would_know()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        using var john = await host.JohnAsync();
        foreach (var (change, undo, names) in new[]
        {
            ("", "", "claire ivy john sue"),
            ("update identity.rights set delegable = false where code = 'brandMini'", "update identity.rights set delegable = true where code = 'brandMini'", "john"),
            ("update identity.rights set representative_only = true where code = 'brandMini'", "update identity.rights set representative_only = false where code = 'brandMini'", "john"),
            ("update identity.tenant_rights set state = 'suspended' where code = 'brandMini'", "update identity.tenant_rights set state = 'active' where code = 'brandMini'", ""),
            ("insert into identity.account_withdrawals (account_id, code, withdrawn_by) select id, 'brandMini', 'test' from identity.accounts", "delete from identity.account_withdrawals", "john"),
        })
        {
            if (change.Length > 0)
                await host.SqlAsync(change);
            Assert.Equal(names, string.Join(' ', Emails(await john.ReadAsync(UserPath + "?permission=brandMini")).Select(email => email.Split('.')[0])));
            if (undo.Length > 0)
                await host.SqlAsync(undo);
        }
    }

    [Theory]
    [InlineData("case first_name when 'John' then 'İnci' when 'Claire' then 'INCI' when 'Sue' then 'ΣΑΣ' else last_name end")]
    [InlineData("last_name")]
    public async Task It_comes_in_pages(string lastName)
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        await host.SqlAsync($"update identity.accounts set last_name = {lastName} where tenant_id = '{SomePerson.John.TenantId}'");
        using var john = await host.JohnAsync();
        foreach (var sort in new[] { "email", "-email", "name", "-name" })
        {
            var seen = new List<string>();
            for (string? cursor = null; seen.Count < 100;)
            {
                var page = await john.ReadAsync($"{UserPath}?limit=1&sort={sort}" + (cursor is null ? "" : "&cursor=" + cursor));
                seen.AddRange(Emails(page));
                if ((cursor = (string?)page["nextCursor"]) is null)
                    break;
            }

            Assert.Equal(Emails(await john.ReadAsync($"{UserPath}?sort={sort}")), seen);
            Assert.Equal(4, seen.Count);
        }

        using var other = await host.RitaAsync();
        using var foreign = await other.GetAsync($"{UserPath}?limit=1&cursor={(await john.ReadAsync(UserPath + "?limit=1"))["nextCursor"]}");
        await foreign.ProblemAsync(400, "paging.cursor-invalid");
        using var wrong = await john.GetAsync(UserPath + "?sort=phone");
        await wrong.ProblemAsync(400, "request.parameter-invalid");
    }

    [Fact]
    [Trait("Case", "TEN-2")]
    public async Task A_user_is_read_by_the_own_representative_alone()
    {
        using var john = await api.JohnAsync();
        using var answer = await john.GetAsync($"{UserPath}/{SomePerson.Claire.Id}");
        var claire = await answer.JsonAsync();
        Assert.Equal($"{SomePerson.Claire.Login} Claire Smith en-GB Europe/Berlin {answer.Header("ETag")}", $"{claire["email"]} {claire["firstName"]} {claire["lastName"]} {claire["language"]} {claire["timeZone"]} {claire["etag"]}");
        Assert.DoesNotContain("password", claire.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        foreach (var id in new[] { SomePerson.Sam.Id.ToString(), SomePerson.Gone.Id.ToString(), Guid.NewGuid().ToString(), "x" })
        {
            using var unknown = await john.GetAsync($"{UserPath}/{id}");
            await unknown.ProblemAsync(404, "organisations.user-not-found");
        }
    }

    private static List<string> Emails(JsonNode page) => [.. page["items"]!.AsArray().Select(user => (string)user!["email"]!)];
}
