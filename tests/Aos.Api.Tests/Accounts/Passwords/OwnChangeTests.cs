using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Accounts.Passwords;

/// <summary>The own change of the password by somebody who is signed in.</summary>
public sealed class OwnChangeTests : IAsyncLifetime
{
    private const string Path = "/portal/v1/me/password-changes";
    private const string New = "Nordlicht:47-Tor";
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Requirement", "USER-5")]
    [Trait("Requirement", "USER-16")]
    [Trait("Requirement", "USER-19")]
    [Trait("Requirement", "ACC-12")]
    [Trait("Decision", "USER-D8")]
    [Trait("Decision", "AUTH-D13")]
    [Trait("Case", "PWD-5")]
    public async Task A_change_ends_everything_but_the_session_in_which_it_is_made()
    {
        using var here = await Api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        using var there = await Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var other = await Api.AsPersonAsync(SomePerson.John, "portal.read");
        using var answer = await ChangeAsync(here, SomePerson.Password, New);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);

        await Polling.UntilAsync(async () => (await there.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/portal/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/portal/v1/me")).StatusCode);

        using var browser = new AccountBrowser(Api);
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.Claire));
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Claire, New));
        var mail = (await Api.MailsAsync(SomePerson.Claire.Login, "changed"))[0];
        Assert.Contains("Dear AOS user,", (string?)mail["text"], StringComparison.Ordinal);
        Assert.DoesNotContain(New, mail.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(1L, await Api.SqlAsync<long>($"select count(*) from platform.audit where action = 'accounts.password.changed' and object_id = '{SomePerson.Claire.Id}'"));
    }

    [Fact]
    [Trait("Requirement", "USER-18")]
    [Trait("Requirement", "AUTH-11")]
    [Trait("Decision", "AUTH-D8")]
    [Trait("Case", "PWD-3")]
    public async Task A_password_that_breaks_rules_is_refused_with_every_one_of_them()
    {
        using var sam = await Api.AsPersonAsync(SomePerson.Sam, "portal.write");
        Assert.Equal(["password-too-short", "password-categories"], await BrokenAsync(sam, "abc"));
        Assert.Equal(["password-too-long"], await BrokenAsync(sam, "Ab1" + new string('x', 126)));
        Assert.Equal(["password-blocked"], await BrokenAsync(sam, "Abcdefg1"));
        Assert.Equal(["password-blocked"], await BrokenAsync(sam, "Sam-South-1"));
        Assert.Equal(["password-blocked"], await BrokenAsync(sam, "Workshop.South.1"));
        Assert.Equal(["password-used-before"], await BrokenAsync(sam, SomePerson.Password));
    }

    [Fact]
    [Trait("Decision", "AUTH-D6")]
    public async Task None_of_the_last_five_can_be_taken_again()
    {
        using var moira = await Api.AsPersonAsync(SomePerson.Moira, "portal.write");
        var present = SomePerson.Password;
        for (var i = 1; i <= 5; i++)
        {
            using var answer = await ChangeAsync(moira, present, $"Nordlicht:{i}7-Tor");
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            present = $"Nordlicht:{i}7-Tor";
            await Api.Clock.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        for (var i = 1; i <= 5; i++)
            Assert.Equal(["password-used-before"], await BrokenAsync(moira, $"Nordlicht:{i}7-Tor", present));
        using var first = await ChangeAsync(moira, present, SomePerson.Password);
        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
    }

    [Fact]
    [Trait("Case", "PWD-5")]
    [Trait("Decision", "AUTH-D12")]
    public async Task A_wrong_old_password_counts_as_a_failed_log_on()
    {
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.write");
        for (var i = 0; i < 10; i++)
        {
            using var wrong = await ChangeAsync(claire, "wrong", New);
            Assert.Equal("/oldPassword", (string?)(await wrong.ProblemAsync(422, "accounts.old-password-wrong"))["errors"]![0]!["pointer"]);
        }

        using var waits = await ChangeAsync(claire, SomePerson.Password, New);
        await waits.ProblemAsync(429, "accounts.too-many-attempts");
        Assert.InRange(waits.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 14, 15);
        using var browser = new AccountBrowser(Api);
        Assert.Equal("TooManyAttempts", await browser.SignInAsync(SomePerson.Claire));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused()
    {
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.write");
        using var differ = await claire.SendJsonAsync(HttpMethod.Post, Path, Answers.ToJson(new { oldPassword = SomePerson.Password, newPassword = New, newPasswordRepeat = New + " " }));
        Assert.Equal("/newPasswordRepeat", (string?)(await differ.ProblemAsync(422, "accounts.passwords-differ"))["errors"]![0]!["pointer"]);
        using var missing = await claire.SendJsonAsync(HttpMethod.Post, Path, "{}");
        Assert.Equal(["/oldPassword", "/newPassword", "/newPasswordRepeat"], (await missing.ProblemAsync(422, "request.fields-invalid"))["errors"]!.AsArray().Select(error => (string)error!["pointer"]!));
        using var unknown = await claire.SendJsonAsync(HttpMethod.Post, Path, """{"email":"x"}""");
        await unknown.ProblemAsync(400, "request.body-unreadable");
        using var reader = await Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var scope = await ChangeAsync(reader, SomePerson.Password, New);
        await scope.ProblemAsync(403, "access.scope-missing");
        using var nobody = await ChangeAsync(Api.AsNobody(), SomePerson.Password, New);
        await nobody.ProblemAsync(401, "auth.not-signed-in");
        using var machine = await Api.AsAsync(Somebody.Workshop);
        using var person = await ChangeAsync(machine, SomePerson.Password, New);
        await person.ProblemAsync(403, "access.person-required");
    }

    [Fact]
    [Trait("Case", "PWD-4")]
    public async Task Blanks_at_the_ends_and_64_characters_of_any_script_count()
    {
        const string LongOne = " ünïcödé Жар-птица 日本語 " + "0123456789012345678901234567890123456789 ";
        using var john = await Api.AsPersonAsync(SomePerson.John, "portal.write");
        using var answer = await ChangeAsync(john, SomePerson.Password, LongOne);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        using var browser = new AccountBrowser(Api);
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.John, LongOne.Trim()));
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.John, LongOne[..^2] + " "));
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.John, LongOne.Replace("ü", "u\u0308", StringComparison.Ordinal)));
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, string old, string password) =>
        client.SendJsonAsync(HttpMethod.Post, Path, Answers.ToJson(new { oldPassword = old, newPassword = password, newPasswordRepeat = password }));

    private static async Task<List<string>> BrokenAsync(HttpClient client, string password, string old = SomePerson.Password)
    {
        using var answer = await ChangeAsync(client, old, password);
        var errors = (await answer.ProblemAsync(422, "accounts.password-guidelines-not-met"))["errors"]!.AsArray();
        Assert.All(errors, error => Assert.Equal("/newPassword", (string?)error!["pointer"]));
        return [.. errors.Select(error => (string)error!["code"]!)];
    }
}
