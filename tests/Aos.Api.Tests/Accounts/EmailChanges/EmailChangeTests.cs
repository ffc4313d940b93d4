using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Accounts.EmailChanges;

/// <summary>Changes of the own e-mail address.</summary>
public sealed class EmailChangeTests : IAsyncLifetime
{
    private const string Path = "/portal/v1/me/email-changes";
    private const string Current = Path + "/current";
    private const string New = "claire@example.org";
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Requirement", "USER-5")]
    [Trait("Requirement", "USER-7")]
    [Trait("Requirement", "USER-10")]
    [Trait("Requirement", "USER-11")]
    [Trait("Requirement", "USER-12")]
    [Trait("Decision", "USER-D4")]
    public async Task The_new_address_counts_from_the_confirmation_on()
    {
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        await Api.AsNobody().SendJsonAsync(HttpMethod.Post, "/portal/v1/password-reset-codes", Answers.ToJson(new { email = SomePerson.Claire.Login }));
        var code = await Api.CodeAsync(SomePerson.Claire.Login);
        using var asked = await AskAsync(claire, " Claire@Example.org ");
        Assert.Equal((HttpStatusCode.Accepted, Current), (asked.StatusCode, asked.Header("Location")));
        Assert.Equal("Claire@Example.org", (string?)(await asked.JsonAsync())["newEmail"]);

        using var browser = new AccountBrowser(Api);
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Claire));
        Assert.Equal("Refused", await browser.SignInAsync(New, SomePerson.Password));
        var told = (string)(await Api.MailsAsync(SomePerson.Claire.Login, "email-asked"))[0]["text"]!;
        Assert.Contains("C…e@E…e.org", told, StringComparison.Ordinal);
        Assert.DoesNotContain("claire@example.org", told, StringComparison.OrdinalIgnoreCase);

        using var confirmed = await ConfirmAsync(await Api.LinkAsync("Claire@Example.org", "email"));
        Assert.Equal(HttpStatusCode.Created, confirmed.StatusCode);
        Assert.Equal("SignedIn", await browser.SignInAsync(New, SomePerson.Password));
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.Claire));
        Assert.Equal("Claire@Example.org", (string?)(await claire.ReadAsync("/portal/v1/me"))["email"]);
        await Api.MailsAsync(SomePerson.Claire.Login, "email-done");
        using var reset = await Api.AsNobody().SendJsonAsync(HttpMethod.Post, "/portal/v1/password-resets", Answers.ToJson(new { email = SomePerson.Claire.Login, code }));
        await reset.ProblemAsync(422, "accounts.reset-code-invalid");
        using var gone = await claire.GetAsync(Current);
        await gone.ProblemAsync(404, "accounts.email-change-not-found");
    }

    [Fact]
    [Trait("Requirement", "USER-13")]
    [Trait("Case", "PWD-8")]
    [Trait("Decision", "USER-D6")]
    public async Task A_link_works_once_for_48_hours_and_until_the_next_one()
    {
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        await AskAsync(claire, New);
        var first = await Api.LinkAsync(New, "email");
        var open = await claire.ReadAsync(Current);
        using var again = await claire.SendJsonAsync(HttpMethod.Post, Current + "/mails", null, "again-1");
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        var second = await Api.LinkAsync(New, "email", 2);
        await RefusedAsync(first, 410, "accounts.link-expired");
        Assert.Equal((string?)open["validUntil"], (string?)(await claire.ReadAsync(Current))["validUntil"]);
        Assert.Equal(HttpStatusCode.Created, (await ConfirmAsync(second)).StatusCode);
        await RefusedAsync(second, 409, "accounts.already-confirmed");
        await RefusedAsync("aosln_0123456789", 404, "accounts.link-unknown");
        await RefusedAsync(Aos.Api.Platform.Identity.Tokens.OpaqueToken.Create("aosln_"), 404, "accounts.link-unknown");

        using var sam = await Api.AsPersonAsync(SomePerson.Sam, "portal.write");
        await AskAsync(sam, "sam@example.org");
        var late = await Api.LinkAsync("sam@example.org", "email");
        await Api.Clock.AdvanceAsync(TimeSpan.FromHours(48));
        await RefusedAsync(late, 410, "accounts.link-expired");
    }

    [Fact]
    [Trait("Decision", "USER-D6")]
    public async Task A_new_request_makes_the_older_void_and_it_can_be_withdrawn()
    {
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        await AskAsync(claire, New);
        var older = await Api.LinkAsync(New, "email");
        await AskAsync(claire, "other@example.org");
        await RefusedAsync(older, 410, "accounts.link-expired");
        var open = await claire.ReadAsync(Current);
        Assert.Equal("other@example.org", (string?)open["newEmail"]);

        using var without = await claire.SendJsonAsync(HttpMethod.Delete, Current, null);
        await without.ProblemAsync(428, "precondition.version-required");
        using var wrong = await claire.SendJsonAsync(HttpMethod.Delete, Current, null, ifMatch: "\"v7\"");
        await wrong.ProblemAsync(412, "precondition.version-conflict");
        using var withdrawn = await claire.SendJsonAsync(HttpMethod.Delete, Current, null, ifMatch: (string)open["etag"]!);
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        await RefusedAsync(await Api.LinkAsync("other@example.org", "email"), 410, "accounts.link-expired");
        using var gone = await claire.SendJsonAsync(HttpMethod.Delete, Current, null, ifMatch: (string)open["etag"]!);
        await gone.ProblemAsync(404, "accounts.email-change-not-found");
        using var none = await claire.SendJsonAsync(HttpMethod.Post, Current + "/mails", null, "none");
        await none.ProblemAsync(404, "accounts.email-change-not-found");
    }

    [Fact]
    [Trait("Decision", "USER-D6")]
    public async Task The_mail_is_sent_again_three_times_an_hour()
    {
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.write");
        await AskAsync(claire, New);
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Accepted, (await claire.SendJsonAsync(HttpMethod.Post, Current + "/mails", null, $"again-{i}")).StatusCode);
        using var fourth = await claire.SendJsonAsync(HttpMethod.Post, Current + "/mails", null, "again-3");
        await fourth.ProblemAsync(429, "accounts.too-many-attempts");
        using var keyless = await claire.SendJsonAsync(HttpMethod.Post, Current + "/mails", null);
        await keyless.ProblemAsync(400, "idempotency.key-required");
    }

    [Fact]
    [Trait("Decision", "USER-D5")]
    public async Task Nobody_learns_whether_an_address_belongs_to_somebody()
    {
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        using var asked = await AskAsync(claire, SomePerson.John.Login);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.Equal(SomePerson.John.Login, (string?)(await claire.ReadAsync(Current))["newEmail"]);
        Assert.Contains("Nothing was changed", (string?)(await Api.MailsAsync(SomePerson.John.Login, "email-known"))[0]["text"], StringComparison.Ordinal);
        Assert.Equal(1L, await Api.WrittenAsync(SomePerson.John.Login));
    }

    [Fact]
    [Trait("Decision", "USER-D5")]
    public async Task An_address_that_was_taken_meanwhile_cannot_be_confirmed()
    {
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.write");
        using var sam = await Api.AsPersonAsync(SomePerson.Sam, "portal.write");
        await AskAsync(claire, New);
        var first = await Api.LinkAsync(New, "email");
        await AskAsync(sam, New);
        var second = await Api.LinkAsync(New, "email", 2);
        Assert.Equal(HttpStatusCode.Created, (await ConfirmAsync(second)).StatusCode);
        await RefusedAsync(first, 409, "accounts.email-taken");
    }

    [Fact]
    [Trait("Decision", "USER-D5")]
    public async Task The_password_and_another_address_are_needed()
    {
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.write");
        using var wrong = await AskAsync(claire, New, "wrong");
        Assert.Equal("/currentPassword", (string?)(await wrong.ProblemAsync(422, "accounts.old-password-wrong"))["errors"]![0]!["pointer"]);
        using var same = await AskAsync(claire, " CLAIRE.smith@example.com");
        Assert.Equal("/newEmail", (string?)(await same.ProblemAsync(422, "accounts.email-unchanged"))["errors"]![0]!["pointer"]);
        using var none = await AskAsync(claire, "no address");
        await none.ProblemAsync(422, "request.fields-invalid");
        using var reader = await Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var scope = await AskAsync(reader, New);
        await scope.ProblemAsync(403, "access.scope-missing");
        Assert.Equal(0L, await Api.WrittenAsync(New));
    }

    [Fact]
    public async Task A_person_of_a_fleet_customer_keeps_the_log_in_name()
    {
        await Api.SqlAsync("update identity.clients set realm = 'fleet' where id = 'aos-cli'");
        using var flora = await Api.AsPersonAsync(SomePerson.Flora, "portal.write");
        await AskAsync(flora, "flora@example.org");
        Assert.Equal(HttpStatusCode.Created, (await ConfirmAsync(await Api.LinkAsync("flora@example.org", "email"))).StatusCode);
        using var browser = new AccountBrowser(Api);
        Assert.Equal("SignedIn", await browser.SignInAsync("flora.fleet", SomePerson.Password, "fleet"));
        Assert.Equal("SignedIn", await browser.SignInAsync("flora@example.org", SomePerson.Password, "fleet"));
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.Flora.Email, SomePerson.Password, "fleet"));
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string email, string password = SomePerson.Password) =>
        client.SendJsonAsync(HttpMethod.Post, Path, Answers.ToJson(new { newEmail = email, currentPassword = password }));

    private Task<HttpResponseMessage> ConfirmAsync(string link) =>
        Api.AsNobody().SendJsonAsync(HttpMethod.Post, "/portal/v1/email-confirmations", Answers.ToJson(new { link }));

    private async Task RefusedAsync(string link, int status, string code)
    {
        using var answer = await ConfirmAsync(link);
        await answer.ProblemAsync(status, code);
    }
}
