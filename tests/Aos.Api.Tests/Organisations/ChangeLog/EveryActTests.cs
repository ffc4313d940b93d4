using System.Text.Json.Nodes;
using Aos.Api.Tests.Accounts;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.ChangeLog;

/// <summary>Acts on people, permissions and the state of an organisation, as the change log tells them.</summary>
public sealed class EveryActTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Log = Own + "/change-log", Password = "Nordlicht:47-Tor";
    private static readonly string North = $"{All}/{SomePerson.John.TenantId}";

    [Fact]
    [Trait("Requirement", "ORG-23")]
    [Trait("Decision", "ORG-D7")]
    [Trait("Decision", "ORG-D1")]
    [Trait("Decision", "ORG-D8")]
    [Trait("Decision", "REG-D5")]
    public async Task Acts_on_people_permissions_and_state_are_told_with_old_and_new_value()
    {
        using var ada = await api.AdaAsync();
        using var first = await api.JohnAsync();
        await ActivateAsync(first);
        await ChangeEmailAsync(first);
        await NarrowAsync(first);
        await GrantAsync(ada);
        await ReplaceGroupAsync(ada);
        foreach (var act in new[] { "suspensions", "reactivations" })
            await DoneAsync(ada.PostJsonAsync($"{North}/{act}", """{"reason":"As the contract says."}"""));
        await DoneAsync(ada.PostJsonAsync($"{North}/representatives", Answers.ToJson(new { userId = SomePerson.Claire.Id, reason = "The former one has left." })));

        using var claire = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        var lines = (await claire.ReadAsync(Log + "?limit=200"))["items"]!.AsArray().Select(line => line!).Reverse().ToList();
        Assert.Equal(
            ["userCreated", "userActivated", "userEmailChanged", "userPermissionsChanged", "organisationPermissionsChanged", "organisationPermissionsChanged", "userGroupChanged", "stateChanged", "stateChanged", "representativeChanged"],
            lines.Select(line => (string)line["act"]!).Where(act => act != "vatChecked"));
        AssertLine(lines, "userEmailChanged", "user", "email claire.smith@example.com claire@example.org");
        AssertLine(lines, "userPermissionsChanged", "user", "brandMini given withdrawn");
        AssertLine(lines, "organisationPermissionsChanged", "administrator", "cdis withdrawn granted");
        AssertLine(lines, "userGroupChanged", "administrator", "userGroup independentWorkshop bfas");
        AssertLine(lines, "stateChanged", "administrator", "state active suspended");
        Assert.Equal(SomePerson.Claire.Id.ToString(), (string?)lines.Single(line => (string?)line["act"] == "userPermissionsChanged")["userId"]);
        Assert.Equal("As the contract says.", (string?)lines.First(line => (string?)line["act"] == "stateChanged")["reason"]);
        using var sam = await api.RitaAsync();
        Assert.Empty((await sam.ReadAsync(Log))["items"]!.AsArray());
    }

    private static void AssertLine(List<JsonNode> lines, string act, string actor, string change)
    {
        var line = lines.First(line => (string?)line["act"] == act);
        Assert.Equal(actor, (string?)line["actor"]!["kind"]);
        Assert.Contains(change, line["changes"]!.AsArray().Select(one => $"{one!["field"]} {one["oldValue"]} {one["newValue"]}"));
    }

    private async Task ActivateAsync(HttpClient john)
    {
        await john.CreateUserAsync("nora@example.com");
        await DoneAsync(api.AsNobody().SendJsonAsync(HttpMethod.Post, "/portal/v1/activations", Answers.ToJson(new
        {
            link = await api.LinkAsync("nora@example.com", "activate"),
            password = Password,
            passwordRepeat = Password,
            consents = new { conditionsOfUse = new { accepted = true, version = 1 }, dataProtection = new { accepted = true, version = 1 } },
        })));
    }

    private async Task ChangeEmailAsync(HttpClient john)
    {
        await DoneAsync(john.SendJsonAsync(HttpMethod.Post, $"{UserPath}/{SomePerson.Claire.Id}/email-changes", Answers.ToJson(new { newEmail = "claire@example.org", currentPassword = SomePerson.Password })));
        await DoneAsync(api.AsNobody().SendJsonAsync(HttpMethod.Post, "/portal/v1/email-confirmations", Answers.ToJson(new { link = await api.LinkAsync("claire@example.org", "email") })));
        // Mail 2 of the table: to the old address when asked for, and again when confirmed.
        await api.MailsAsync(SomePerson.Claire.Login, "email-asked");
        await api.MailsAsync(SomePerson.Claire.Login, "email-done");
    }

    private static async Task NarrowAsync(HttpClient john)
    {
        var path = $"{UserPath}/{SomePerson.Claire.Id}/permissions";
        await DoneAsync(john.SendJsonAsync(HttpMethod.Put, path, """{"permissions":["brandBmw"]}""", ifMatch: (string)(await john.ReadAsync(path))["etag"]!));
    }

    private static Task GrantAsync(HttpClient ada) => DoneAsync(ada.SendJsonAsync(HttpMethod.Put, North + "/permissions/cdis", """{"reason":"Contract"}""", ifMatch: "\"v0\""));

    private static async Task ReplaceGroupAsync(HttpClient ada) =>
        await DoneAsync(ada.SendJsonAsync(HttpMethod.Put, North + "/user-group", """{"userGroup":"bfas"}""", ifMatch: (string)(await ada.ReadAsync(North))["etag"]!));

    private static async Task DoneAsync(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.RequestUri} {await answer.Content.ReadAsStringAsync()}");
    }
}
