using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Publications;
using Aos.Api.Tests.Publications.News;

namespace Aos.Api.Tests.Organisations.Overview;

/// <summary>What a signed-in person sees first.</summary>
[Trait("Decision", "CEN-D4")]
public sealed class OverviewTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/portal/v1/overview";

    [Fact]
    [Trait("Requirement", "CEN-9")]
    [Trait("Requirement", "NEWSX-2")]
    [Trait("Case", "TEN-1")]
    public async Task Address_and_organisation_have_a_status_of_their_own()
    {
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var sam = await api.AsPersonAsync(SomePerson.Sam, "portal.read", "portal.write");
        using var answer = await claire.GetAsync(Path);
        var overview = await answer.JsonAsync();
        Assert.Equal("en", answer.Header("Content-Language"));
        Assert.Equal(("valid", "Your e-mail address is valid."), Status(overview["email"]!));
        Assert.Equal(("valid", "Your organisation data is valid."), Status(overview["organisation"]!));
        Assert.Equal(("Workshop North", null), ((string?)overview["organisation"]!["name"], overview["unconfirmedUsers"]));

        using var asked = await sam.SendJsonAsync(HttpMethod.Post, "/portal/v1/me/email-changes", Answers.ToJson(new { newEmail = "sam@example.org", currentPassword = SomePerson.Password }));
        Assert.True(asked.IsSuccessStatusCode, await asked.Content.ReadAsStringAsync());
        var changing = (await sam.ReadAsync(Path))["email"]!;
        Assert.Equal(("changePending", "sam@example.org"), ((string?)changing["status"], (string?)changing["newEmail"]));
        Assert.Equal(TimeSpan.FromHours(48).TotalHours, (changing["validUntil"]!.GetValue<DateTimeOffset>() - api.Clock.GetUtcNow()).TotalHours, 0.1);
        Assert.Equal(("valid", "Your e-mail address is valid."), Status((await claire.ReadAsync(Path))["email"]!));
    }

    [Fact]
    [Trait("Case", "TEN-1")]
    public async Task The_data_of_the_organisation_say_what_is_the_matter()
    {
        using var moira = await api.AsPersonAsync(SomePerson.Moira, "portal.read");
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        var tenant = SomePerson.Moira.TenantId;
        await VatAsync("unavailable");
        Assert.Equal("vatUnavailable", (string?)(await moira.ReadAsync(Path))["organisation"]!["status"]);
        await api.SqlAsync($$"""
            insert into organisations.change_requests (id, tenant_id, changes, requested_by, requested_by_name, due_on)
            values ('{{Guid.NewGuid()}}', '{{tenant}}', '[]', '{{SomePerson.Moira.Id}}', 'Moira Wheels', '2026-12-01')
            """);
        Assert.Equal(("changeRequested", "Changes of your organisation data are being checked."), Status((await moira.ReadAsync(Path))["organisation"]!));
        await VatAsync("invalid");
        Assert.Equal("vatInvalid", (string?)(await moira.ReadAsync(Path))["organisation"]!["status"]);
        Assert.Equal("valid", (string?)(await claire.ReadAsync(Path))["organisation"]!["status"]);
        moira.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "pl");
        Assert.Equal(("vatInvalid", "Numer VAT Państwa organizacji jest nieważny."), Status((await moira.ReadAsync(Path))["organisation"]!));
        await api.SqlAsync($"update organisations.organisations set vat_status = 'valid' where tenant_id = '{tenant}'; delete from organisations.change_requests where tenant_id = '{tenant}'");
        Assert.Equal("valid", (string?)(await moira.ReadAsync(Path))["organisation"]!["status"]);

        async Task VatAsync(string status) => Assert.Equal(1L, await api.SqlAsync<long>(
            $"with changed as (update organisations.organisations set vat_status = '{status}' where tenant_id = '{tenant}' returning 1) select count(*) from changed"));
    }

    [Fact]
    [Trait("Requirement", "CEN-10")]
    [Trait("Decision", "NEWSX-D1")]
    public async Task It_has_the_five_newest_news_of_the_person()
    {
        using var editor = await Editors.EditorAsync(api);
        await api.SqlAsync("delete from identity.tenant_rights where code = 'brandMini' and tenant_id = '00000000-0000-7000-8000-000000000004'");
        for (var i = 6; i >= 0; i--)
        {
            var body = JsonNode.Parse(NewsTests.Body(api.Day(-i), $"News {i}"))!;
            body["brands"] = i == 0 ? new JsonArray("mini") : new JsonArray();
            using var created = await editor.PostJsonAsync("/administration/v1/news", body.ToJsonString());
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        }

        using var claire = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var sam = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        var news = (await claire.ReadAsync(Path))["news"]!.AsArray();
        Assert.Equal(["News 0", "News 1", "News 2", "News 3", "News 4"], news.Select(item => (string)item!["title"]!));
        Assert.Equal((api.Day(0), "Dear users,\n\nread this."), ((string?)news[0]!["publishedOn"], (string?)news[0]!["body"]));
        Assert.Equal(["News 1", "News 2", "News 3", "News 4", "News 5"], (await sam.ReadAsync(Path))["news"]!.AsArray().Select(item => (string)item!["title"]!));
    }

    [Fact]
    public async Task The_legal_representative_sees_who_has_not_confirmed_yet()
    {
        using var john = await api.AsPersonAsync(SomePerson.John, "portal.read");
        var invited = await api.SqlAsync<int>($"select count(*)::int from identity.accounts where tenant_id = '{SomePerson.John.TenantId}' and state = 'invited'");
        Assert.True(invited > 0);
        Assert.Equal(invited, (int)(await john.ReadAsync(Path))["unconfirmedUsers"]!);
    }

    [Fact]
    public async Task Every_user_gets_an_answer_and_staff_too()
    {
        foreach (var person in new[] { SomePerson.Ada, SomePerson.Bob })
        {
            using var client = await api.AsPersonAsync(person, "portal.read");
            Assert.Equal("valid", (string?)(await client.ReadAsync(Path))["organisation"]!["status"]);
        }
    }

    [Fact]
    public async Task It_is_for_people_with_the_scope()
    {
        using var nobody = api.AsNobody();
        using var anonymous = await nobody.GetAsync(Path);
        await anonymous.ProblemAsync(401, "auth.not-signed-in");
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "vehicle.read");
        using var scopeless = await claire.GetAsync(Path);
        await scopeless.ProblemAsync(403, "access.scope-missing");
        using var machine = await api.AsAsync(Somebody.Workshop);
        using var program = await machine.GetAsync(Path);
        await program.ProblemAsync(403, "access.person-required");
    }

    private static (string? Status, string? Text) Status(JsonNode node) => ((string?)node["status"], (string?)node["text"]);
}
