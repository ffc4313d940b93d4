using System.Net;
using Aos.Api.Tests.Accounts;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.Users;

/// <summary>Staff does with the users of any organisation what its representative can do.</summary>
public sealed class StaffUserTests : IAsyncLifetime
{
    private static readonly string North = $"{All}/{SomePerson.John.TenantId}/users";
    private static readonly string South = $"{All}/{SomePerson.Sam.TenantId}/users";
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Decision", "ORG-D11")]
    [Trait("Case", "TEN-3")]
    public async Task The_whole_life_of_a_user()
    {
        using var ada = await Api.AdaAsync();
        Assert.Equal(["rita.south@example.com", "sam.south@example.com"], (await ada.ReadAsync(South))["items"]!.AsArray().Select(user => (string)user!["email"]!));
        var user = await ada.CreateUserAsync("nroa@example.com", South);
        var path = $"{South}/{user["id"]}";
        using var email = await ada.SendJsonAsync(HttpMethod.Put, path + "/email", """{"email":"nora@example.com"}""", ifMatch: (string)user["etag"]!);
        Assert.Equal(HttpStatusCode.OK, email.StatusCode);
        using var again = await ada.SendJsonAsync(HttpMethod.Post, path + "/confirmation-mails", null, "again");
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        var link = await Api.LinkAsync("nora@example.com", "activate", 2);
        using var browser = new AccountBrowser(Api);
        Assert.Equal("Activated", (string?)(await browser.PostAsync("activations", new { link, password = "Nordlicht:47-Tor" }))["outcome"]);
        using var saved = await ada.SendJsonAsync(HttpMethod.Put, path, """{"lastName":"Jones","firstName":"Nora","language":"en-GB","timeZone":"UTC"}""", ifMatch: (string)(await ada.ReadAsync(path))["etag"]!);
        Assert.Equal("Jones", (string?)(await saved.JsonAsync())["lastName"]);
        using var change = await ada.SendJsonAsync(HttpMethod.Post, path + "/email-changes", """{"newEmail":"nora@example.org"}""");
        Assert.Equal((HttpStatusCode.Accepted, path + "/email-changes/current"), (change.StatusCode, change.Header("Location")));
        using var resent = await ada.SendJsonAsync(HttpMethod.Post, path + "/email-changes/current/mails", null, "resend");
        Assert.Equal(HttpStatusCode.Accepted, resent.StatusCode);
        var open = await ada.ReadAsync(path + "/email-changes/current");
        using var withdrawn = await ada.SendJsonAsync(HttpMethod.Delete, path + "/email-changes/current", null, ifMatch: (string)open["etag"]!);
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);

        foreach (var (method, at) in new[]
        {
            (HttpMethod.Get, ""), (HttpMethod.Put, ""), (HttpMethod.Delete, ""), (HttpMethod.Put, "/email"), (HttpMethod.Post, "/confirmation-mails"), (HttpMethod.Post, "/email-changes"),
            (HttpMethod.Get, "/email-changes/current"), (HttpMethod.Delete, "/email-changes/current"), (HttpMethod.Post, "/email-changes/current/mails"), (HttpMethod.Post, "/suspensions"), (HttpMethod.Post, "/reactivations"),
        })
        {
            var body = at switch
            {
                "/email" => """{"email":"x@example.com"}""",
                "/email-changes" => """{"newEmail":"x@example.com"}""",
                "/suspensions" or "/reactivations" => """{"reason":"As was asked for."}""",
                "" when method == HttpMethod.Put => """{"lastName":"Jones","firstName":"Nora","language":"en-GB","timeZone":"UTC"}""",
                _ => null,
            };
            using var foreign = await ada.SendJsonAsync(method, $"{North}/{user["id"]}{at}", body, Guid.NewGuid().ToString(), "\"v1\"");
            await foreign.ProblemAsync(404, "organisations.user-not-found");
        }

        using var deleted = await ada.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: (string)(await ada.ReadAsync(path))["etag"]!);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Api.OrganisationMailsAsync("nora@example.com", "deleted");
        Assert.Contains("Nora Jones (nora@example.com)", (string)(await Api.OrganisationMailsAsync(SomePerson.Rita.Login, "user-deleted"))[0]["text"]!, StringComparison.Ordinal);
        using var representative = await ada.SendJsonAsync(HttpMethod.Delete, $"{South}/{SomePerson.Rita.Id}", null, ifMatch: "\"v1\"");
        await representative.ProblemAsync(409, "organisations.legal-representative-not-deletable");
    }

    [Fact]
    public async Task A_user_is_suspended_and_taken_back()
    {
        using var ada = await Api.AdaAsync();
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        await claire.ReadAsync("/portal/v1/me");
        Assert.Equal(201, await ActAsync(ada, SomePerson.Claire, "suspensions", null));
        await Polling.UntilAsync(async () => (await claire.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Unauthorized);
        using var browser = new AccountBrowser(Api);
        Assert.Equal("Suspended", await browser.SignInAsync(SomePerson.Claire));
        await ActAsync(ada, SomePerson.Claire, "suspensions", "organisations.user-not-active");
        Assert.Equal(201, await ActAsync(ada, SomePerson.Claire, "reactivations", null));
        await ActAsync(ada, SomePerson.Claire, "reactivations", "organisations.user-not-active");
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Claire));
        await ActAsync(ada, SomePerson.John, "suspensions", "organisations.legal-representative-not-deletable");
        await ActAsync(ada, SomePerson.Ivy, "suspensions", "organisations.user-not-active");
    }

    private static async Task<int> ActAsync(HttpClient staff, SomePerson person, string act, string? refusal)
    {
        using var answer = await staff.PostJsonAsync($"{North}/{person.Id}/{act}", """{"reason":"As was asked for."}""");
        if (refusal is not null)
            await answer.ProblemAsync(409, refusal);
        return (int)answer.StatusCode;
    }
}
