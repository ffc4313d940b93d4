using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Dapper;

namespace Aos.Api.Tests.Accounts.Resets;

/// <summary>Recovery of a forgotten password by a mailed code.</summary>
public sealed class ResetTests : IAsyncLifetime
{
    private const string Codes = "/portal/v1/password-reset-codes";
    private const string Resets = "/portal/v1/password-resets";
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Requirement", "AUTH-13")]
    [Trait("Requirement", "AUTH-15")]
    [Trait("Requirement", "AUTH-18")]
    [Trait("Requirement", "AUTH-20")]
    [Trait("Requirement", "AUTH-21")]
    [Trait("Requirement", "AUTH-22")]
    [Trait("Requirement", "AUTH-24")]
    [Trait("Requirement", "AUTH-25")]
    [Trait("Decision", "AUTH-D10")]
    [Trait("Decision", "AUTH-D11")]
    public async Task A_code_gives_a_temporary_password_that_opens_its_change_alone()
    {
        using var token = await Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        await AskAsync(SomePerson.Claire.Login);
        var mail = (string)(await Api.MailsAsync(SomePerson.Claire.Login, "reset"))[0]["text"]!;
        var code = await Api.CodeAsync(SomePerson.Claire.Login);
        Assert.Contains("within the next 30 minutes", mail, StringComparison.Ordinal);
        Assert.Contains("discard this e-mail", mail, StringComparison.Ordinal);
        Assert.Contains($"/account/reset-password?email=claire.smith%40example.com&code={code}", mail, StringComparison.Ordinal);
        Assert.Equal(0L, await Api.SqlAsync<long>($"select count(*) from accounts.password_resets r where r::text like '%{code}%'"));

        using var answer = await RedeemAsync(" CLAIRE.smith@example.com ", code);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        var temporary = (string)(await answer.JsonAsync())["temporaryPassword"]!;
        Assert.Matches("^[a-km-zA-HJ-NP-Z2-9]{16}$", temporary);

        await Polling.UntilAsync(async () => (await token.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Unauthorized);
        using var browser = new AccountBrowser(Api);
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.Claire));
        Assert.Equal("PasswordChangeNeeded", await browser.SignInAsync(SomePerson.Claire, temporary));
        var same = await browser.PostAsync("password-changes", new { oldPassword = temporary, password = temporary });
        Assert.Equal("""{"outcome":"GuidelinesNotMet","codes":["password-used-before"]}""", same.ToJsonString());
        Assert.Equal("GuidelinesNotMet", (string?)(await browser.PostAsync("password-changes", new { oldPassword = temporary, password = SomePerson.Password }))["outcome"]);
        Assert.Equal("Changed", (string?)(await browser.PostAsync("password-changes", new { oldPassword = temporary, password = "Nordlicht:47-Tor" }))["outcome"]);
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.Claire, temporary));
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Claire, "Nordlicht:47-Tor"));
        var told = await Api.MailsAsync(SomePerson.Claire.Login, "reset-done");
        Assert.DoesNotContain(temporary, told[0].ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "AUTH-19")]
    [Trait("Case", "PWD-6")]
    [Trait("Decision", "AUTH-D10")]
    public async Task A_code_works_once_for_30_minutes()
    {
        await AskAsync(SomePerson.Claire.Login);
        var code = await Api.CodeAsync(SomePerson.Claire.Login);
        Assert.Equal(HttpStatusCode.Created, (await RedeemAsync(SomePerson.Claire.Login, code)).StatusCode);
        using var twice = await RedeemAsync(SomePerson.Claire.Login, code);
        await twice.ProblemAsync(409, "accounts.reset-code-used");

        await AskAsync(SomePerson.Sam.Login);
        var late = await Api.CodeAsync(SomePerson.Sam.Login);
        await Api.Clock.AdvanceAsync(TimeSpan.FromMinutes(30));
        using var expired = await RedeemAsync(SomePerson.Sam.Login, late);
        await expired.ProblemAsync(410, "accounts.reset-code-expired");
    }

    [Fact]
    [Trait("Case", "PWD-7")]
    [Trait("Decision", "AUTH-D9")]
    public async Task The_answer_is_the_same_for_every_address()
    {
        foreach (var email in new[] { SomePerson.Claire.Login, "nobody@example.com", SomePerson.Ivy.Login, SomePerson.Sue.Login, SomePerson.Gone.Login, SomePerson.Oscar.Login })
        {
            using var answer = await Api.AsNobody().SendJsonAsync(HttpMethod.Post, Codes, Answers.ToJson(new { email }));
            Assert.Equal((HttpStatusCode.Accepted, """{"validMinutes":30}"""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        }

        Assert.Contains("has not been confirmed", (string?)(await Api.MailsAsync(SomePerson.Ivy.Login, "reset-not-active"))[0]["text"], StringComparison.Ordinal);
        await Api.MailsAsync(SomePerson.Sue.Login, "reset-not-active");
        await Api.MailsAsync(SomePerson.Oscar.Login, "reset-not-active");
        Assert.Equal((0L, 0L), (await Api.WrittenAsync("nobody@example.com"), await Api.WrittenAsync(SomePerson.Gone.Login)));
        Assert.Equal(1L, await Api.WrittenAsync(SomePerson.Ivy.Login));
    }

    [Fact]
    [Trait("Case", "PWD-7")]
    [Trait("Decision", "AUTH-D9")]
    public async Task The_answer_looks_nobody_up()
    {
        await using (var connection = await Api.Database.DataSource.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await connection.ExecuteAsync("lock table identity.accounts, accounts.password_resets, platform.outbox in access exclusive mode");
            await AskAsync(SomePerson.Claire.Login);
            await AskAsync("nobody@example.com");
            Assert.Equal(2L, await Api.SqlAsync<long>("select count(*) from accounts.reset_wishes"));
        }

        await Api.CodeAsync(SomePerson.Claire.Login);
        await Polling.UntilAsync(async () => await Api.SqlAsync<long>("select count(*) from accounts.reset_wishes") == 0);
        Assert.Equal(1L, await Api.SqlAsync<long>("select count(*) from platform.outbox"));
    }

    [Fact]
    [Trait("Case", "PWD-6")]
    public async Task The_text_of_a_code_is_forgotten_after_a_minute_and_the_code_still_works()
    {
        const string Readable = "select count(*) from accounts.password_resets where code is not null";
        await AskAsync(SomePerson.Claire.Login);
        var code = await Api.CodeAsync(SomePerson.Claire.Login);
        using var start = await Api.AsNobody().SendJsonAsync(HttpMethod.Post, Codes, """{"email":"flora.fleet","realm":"fleet"}""");
        await Api.MailsAsync(SomePerson.Flora.Email, "start");
        Assert.Equal(2L, await Api.SqlAsync<long>(Readable));
        await Api.Clock.AdvanceAsync(TimeSpan.FromSeconds(61));
        await Polling.UntilAsync(async () => await Api.SqlAsync<long>(Readable) == 0);
        Assert.Equal(HttpStatusCode.Created, (await RedeemAsync(SomePerson.Claire.Login, code)).StatusCode);
    }

    [Fact]
    [Trait("Decision", "AUTH-D9")]
    public async Task Within_a_minute_the_same_code_is_sent_and_later_a_new_one_makes_it_void()
    {
        await AskAsync(SomePerson.Claire.Login);
        var first = await Api.CodeAsync(SomePerson.Claire.Login);
        await AskAsync(SomePerson.Claire.Login);
        Assert.Equal(first, await Api.CodeAsync(SomePerson.Claire.Login, 2));
        await Api.Clock.AdvanceAsync(TimeSpan.FromSeconds(61));
        await AskAsync(SomePerson.Claire.Login);
        var second = await Api.CodeAsync(SomePerson.Claire.Login, 3);
        Assert.NotEqual(first, second);
        using var old = await RedeemAsync(SomePerson.Claire.Login, first);
        await old.ProblemAsync(422, "accounts.reset-code-invalid");
        Assert.Equal(HttpStatusCode.Created, (await RedeemAsync(SomePerson.Claire.Login, second)).StatusCode);
    }

    [Theory]
    [Trait("Decision", "AUTH-D9")]
    [InlineData("claire.smith@example.com")]
    [InlineData("nobody@example.com")]
    public async Task Three_requests_an_hour_for_every_address(string email)
    {
        for (var i = 0; i < 3; i++)
            await AskAsync(email);
        using var fourth = await Api.AsNobody().SendJsonAsync(HttpMethod.Post, Codes, Answers.ToJson(new { email = email.ToUpperInvariant() }));
        await fourth.ProblemAsync(429, "accounts.too-many-attempts");
        Assert.InRange(fourth.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 59, 60);
        await Api.Clock.AdvanceAsync(TimeSpan.FromMinutes(61));
        await AskAsync(email);
    }

    [Fact]
    [Trait("Decision", "AUTH-D9")]
    public async Task Twenty_requests_an_hour_from_one_network_address()
    {
        for (var i = 0; i < 20; i++)
            await AskAsync($"nobody{i}@example.com");
        using var answer = await Api.AsNobody().SendJsonAsync(HttpMethod.Post, Codes, Answers.ToJson(new { email = SomePerson.Claire.Login }));
        await answer.ProblemAsync(429, "accounts.too-many-attempts");
    }

    [Fact]
    [Trait("Decision", "AUTH-D10")]
    public async Task Five_wrong_tries_make_the_code_void_and_ten_make_wait()
    {
        await AskAsync(SomePerson.Claire.Login);
        var code = await Api.CodeAsync(SomePerson.Claire.Login);
        using var foreign = await RedeemAsync(SomePerson.John.Login, code);
        await foreign.ProblemAsync(422, "accounts.reset-code-invalid");
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await RedeemAsync(SomePerson.Claire.Login, Guid.NewGuid().ToString());
            Assert.Equal("/code", (string?)(await wrong.ProblemAsync(422, "accounts.reset-code-invalid"))["errors"]![0]!["pointer"]);
        }

        for (var i = 0; i < 5; i++)
        {
            using var gone = await RedeemAsync(SomePerson.Claire.Login, code);
            await gone.ProblemAsync(422, "accounts.reset-code-invalid");
        }

        using var waits = await RedeemAsync(SomePerson.Claire.Login, code);
        await waits.ProblemAsync(429, "accounts.too-many-attempts");
    }

    [Fact]
    [Trait("Decision", "AUTH-D11")]
    public async Task The_temporary_password_is_valid_for_24_hours()
    {
        await AskAsync(SomePerson.Claire.Login);
        using var answer = await RedeemAsync(SomePerson.Claire.Login, await Api.CodeAsync(SomePerson.Claire.Login));
        var temporary = (string)(await answer.JsonAsync())["temporaryPassword"]!;
        await Api.Clock.AdvanceAsync(TimeSpan.FromHours(24));
        using var browser = new AccountBrowser(Api);
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.Claire, temporary));
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.Claire));
    }

    [Fact]
    [Trait("Decision", "AUTH-D3")]
    public async Task A_reset_opens_an_account_after_100_failures_and_keeps_the_second_factor()
    {
        using var browser = new AccountBrowser(Api);
        await browser.SignInAsync(SomePerson.Ada, "wrong");
        await Api.SqlAsync("update accounts.sign_in_streaks set failures = 100");
        Assert.Equal("OnlyByReset", await browser.SignInAsync(SomePerson.Ada));
        await AskAsync(SomePerson.Ada.Login);
        using var answer = await RedeemAsync(SomePerson.Ada.Login, await Api.CodeAsync(SomePerson.Ada.Login));
        Assert.Equal("SecondFactorNeeded", await browser.SignInAsync(SomePerson.Ada, (string)(await answer.JsonAsync())["temporaryPassword"]!));
        Assert.Equal("PasswordChangeNeeded", (string?)(await browser.PostAsync("second-factors", new { code = SomePerson.Ada.CodeAt(Api.Clock.GetUtcNow()) }))["outcome"]);
    }

    [Fact]
    [Trait("Requirement", "ACC-13")]
    [Trait("Requirement", "ACC-14")]
    [Trait("Decision", "ACC-D3")]
    public async Task People_of_fleet_customers_get_a_start_password_and_keep_the_old_one_until_they_use_it()
    {
        using var asked = await Api.AsNobody().SendJsonAsync(HttpMethod.Post, Codes, """{"email":"flora.fleet","realm":"fleet"}""");
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var text = (string)(await Api.MailsAsync(SomePerson.Flora.Email, "start"))[0]["text"]!;
        var start = System.Text.RegularExpressions.Regex.Match(text, "^    ([a-zA-Z2-9]{16})$", System.Text.RegularExpressions.RegexOptions.Multiline).Groups[1].Value;
        using var browser = new AccountBrowser(Api);
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Flora));
        Assert.Equal("PasswordChangeNeeded", await browser.SignInAsync(SomePerson.Flora, start));
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.Flora));
        Assert.Equal("Changed", (string?)(await browser.PostAsync("password-changes", new { oldPassword = start, password = "Nordlicht:47-Tor" }))["outcome"]);
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.Flora, start));
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Flora, "Nordlicht:47-Tor"));
    }

    [Theory]
    [Trait("Decision", "AUTH-D9")]
    [InlineData("""{"email":"no address"}""", "/email", "format-invalid")]
    [InlineData("""{"email":"a@b"}""", "/email", "format-invalid")]
    [InlineData("""{"email":"x <a@b.example>"}""", "/email", "format-invalid")]
    [InlineData("""{"email":""}""", "/email", "required")]
    [InlineData("""{"email":"a@example.com","realm":"x"}""", "/realm", "value-not-permitted")]
    public async Task What_is_no_address_is_refused(string json, string pointer, string code)
    {
        using var answer = await Api.AsNobody().SendJsonAsync(HttpMethod.Post, Codes, json);
        var error = (await answer.ProblemAsync(422, "request.fields-invalid"))["errors"]![0]!;
        Assert.Equal((pointer, code), ((string?)error["pointer"], (string?)error["code"]));
    }

    private async Task AskAsync(string email)
    {
        using var answer = await Api.AsNobody().SendJsonAsync(HttpMethod.Post, Codes, Answers.ToJson(new { email }));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private Task<HttpResponseMessage> RedeemAsync(string email, string code) =>
        Api.AsNobody().SendJsonAsync(HttpMethod.Post, Resets, Answers.ToJson(new { email, code }));
}
