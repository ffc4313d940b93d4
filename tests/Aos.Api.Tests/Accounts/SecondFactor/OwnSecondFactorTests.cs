using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Accounts.SecondFactor;

/// <summary>The own second factor.</summary>
public sealed class OwnSecondFactorTests : IAsyncLifetime
{
    private const string Path = "/portal/v1/me/second-factor";
    private static readonly string Proof = Answers.ToJson(new { currentPassword = SomePerson.Password });
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task It_is_set_up_used_renewed_and_removed()
    {
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        Assert.False((bool)(await claire.ReadAsync(Path))["isActive"]!);
        var key = (string)(await MadeAsync(claire, "", Proof))["key"]!;
        using var browser = new AccountBrowser(Api);
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Claire));

        using var wrong = await claire.SendJsonAsync(HttpMethod.Post, Path + "/confirmations", """{"code":"12"}""");
        await wrong.ProblemAsync(422, "accounts.second-factor-code-wrong");
        var codes = (await MadeAsync(claire, "/confirmations", Code(key)))["codes"]!.AsArray();
        Assert.Equal((10, 10), (codes.Count, (int)(await claire.ReadAsync(Path))["recoveryCodesLeft"]!));
        await Api.MailsAsync(SomePerson.Claire.Login, "factor-on");
        Assert.Equal("SecondFactorNeeded", await browser.SignInAsync(SomePerson.Claire));

        using var twice = await claire.SendJsonAsync(HttpMethod.Post, Path, Proof);
        await twice.ProblemAsync(409, "accounts.second-factor-active");
        using var confirmed = await claire.SendJsonAsync(HttpMethod.Post, Path + "/confirmations", Code(key));
        await confirmed.ProblemAsync(409, "accounts.second-factor-active");
        var renewed = (await MadeAsync(claire, "/recovery-codes", Proof))["codes"]!.AsArray();
        Assert.Equal("CodeWrong", (string?)(await browser.PostAsync("second-factors", new { code = (string)codes[0]! }))["outcome"]);
        Assert.Equal("SignedIn", (string?)(await browser.PostAsync("second-factors", new { code = (string)renewed[0]! }))["outcome"]);
        Assert.Equal(9, (int)(await claire.ReadAsync(Path))["recoveryCodesLeft"]!);

        using var removed = await claire.SendJsonAsync(HttpMethod.Post, Path + "/removals", Proof);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await Api.MailsAsync(SomePerson.Claire.Login, "factor-off");
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Claire));
        using var none = await claire.SendJsonAsync(HttpMethod.Post, Path + "/removals", Proof);
        await none.ProblemAsync(404, "accounts.second-factor-not-found");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/recovery-codes")]
    [InlineData("/removals")]
    public async Task Everything_needs_the_present_password_and_the_scope(string act)
    {
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.write");
        using var wrong = await claire.SendJsonAsync(HttpMethod.Post, Path + act, """{"currentPassword":"x"}""");
        await wrong.ProblemAsync(422, "accounts.old-password-wrong");
        using var missing = await claire.SendJsonAsync(HttpMethod.Post, Path + act, "{}");
        await missing.ProblemAsync(422, "request.fields-invalid");
        using var reader = await Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var scope = await reader.SendJsonAsync(HttpMethod.Post, Path + act, Proof);
        await scope.ProblemAsync(403, "access.scope-missing");
    }

    [Fact]
    public async Task Staff_cannot_remove_it_and_without_a_key_nothing_is_confirmed()
    {
        using var ada = await Api.AsPersonAsync(SomePerson.Ada, "portal.read", "portal.write");
        Assert.True((bool)(await ada.ReadAsync(Path))["isRequired"]!);
        using var staff = await ada.SendJsonAsync(HttpMethod.Post, Path + "/removals", Proof);
        await staff.ProblemAsync(409, "accounts.second-factor-required");
        using var john = await Api.AsPersonAsync(SomePerson.John, "portal.write");
        using var none = await john.SendJsonAsync(HttpMethod.Post, Path + "/confirmations", """{"code":"123456"}""");
        await none.ProblemAsync(404, "accounts.second-factor-not-found");
        using var codes = await john.SendJsonAsync(HttpMethod.Post, Path + "/recovery-codes", Proof);
        await codes.ProblemAsync(404, "accounts.second-factor-not-found");
    }

    private string Code(string key) => Answers.ToJson(new { code = Totp.CodeAt(Totp.Decode(key), Totp.StepAt(Api.Clock.GetUtcNow())) });

    private static async Task<JsonNode> MadeAsync(HttpClient client, string act, string json)
    {
        using var answer = await client.SendJsonAsync(HttpMethod.Post, Path + act, json);
        Assert.Equal((HttpStatusCode.Created, "no-store"), (answer.StatusCode, answer.Header("Cache-Control")));
        return await answer.JsonAsync();
    }
}
