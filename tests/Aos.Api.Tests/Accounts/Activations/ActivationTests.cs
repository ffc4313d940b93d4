using System.Text.RegularExpressions;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Accounts.Activations;

/// <summary>Accounts made by a command, and their activation.</summary>
public sealed partial class ActivationTests : IAsyncLifetime
{
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_account_is_made_and_activated_once()
    {
        var link = await MakeAsync("account", "create", "nina@example.com", "--tenant", "00000000-0000-7000-8000-000000000002", "--first-name", "Nina", "--last-name", "North", "--language", "de-DE");
        using var browser = new AccountBrowser(Api);
        Assert.Equal("Refused", await browser.SignInAsync("nina@example.com", "Nordlicht:47-Tor"));
        Assert.Equal("LinkUnknown", await ActivateAsync(browser, "aosln_x", "Nordlicht:47-Tor"));
        Assert.Equal("GuidelinesNotMet", await ActivateAsync(browser, link, "Nina-North-1"));
        Assert.Equal("PasswordsDiffer", (string?)(await browser.PostAsync("activations", new { link, password = "Nordlicht:47-Tor", repeat = "x" }))["outcome"]);
        Assert.Equal("Activated", await ActivateAsync(browser, link, "Nordlicht:47-Tor"));
        Assert.Equal("LinkUsed", await ActivateAsync(browser, link, "Nordlicht:48-Tor"));
        Assert.Equal("SignedIn", await browser.SignInAsync("nina@example.com", "Nordlicht:47-Tor"));
        Assert.Equal(["accounts.account.activated", "accounts.session.started", "accounts.signIn.failed", "identity.account.created", "organisations.user.activated"],
            (await Api.SqlAsync<string>("select string_agg(distinct a.action, ' ' order by a.action) from platform.audit a join identity.accounts n on n.email = 'nina@example.com' where n.id::text in (a.object_id, a.actor_id)"))!.Split(' '));
    }

    [Fact]
    public async Task The_link_is_mailed_if_that_is_wanted()
    {
        string[] command = ["account", "create", "fred@fleet.example", "--tenant", "Fleet of the North", "--login", "fred", "--first-name", "Fred", "--last-name", "Fleet", "--mail"];
        Cli.Cli.IsRefused(await Cli.Cli.RunAsync(Api.Database, command), "The link can be mailed (--mail) only if the setting Origin says where it leads.");
        var made = await Cli.Cli.RunWithAsync(Api.Database, ["--Origin=https://api.example.com", $"--Keys:MasterKeyFile={TestKey.File}"], command);
        Assert.True(made.Code == 0, made.Errors);
        var text = (string)(await Api.MailsAsync("fred@fleet.example", "activate"))[0]["text"]!;
        var link = Printed().Match(made.Output).Groups["link"].Value;
        Assert.Contains($"https://api.example.com/account/activate?link={link}&realm=fleet", text, StringComparison.Ordinal);
        using var browser = new AccountBrowser(Api);
        Assert.Equal("Activated", await ActivateAsync(browser, link, "Nordlicht:47-Tor"));
        Assert.Equal("SignedIn", await browser.SignInAsync("fred", "Nordlicht:47-Tor", "fleet"));
    }

    [Fact]
    public async Task Links_end_after_7_days_and_those_of_staff_after_24_hours()
    {
        var user = await MakeAsync("account", "create", "rep@example.com", "--tenant", "No Product", "--first-name", "Ria", "--last-name", "Rep", "--representative");
        var staff = await MakeAsync("staff", "create", "cora@operator.example", "--right", "users.administer", "--right", "audit.read", "--first-name", "Cora", "--last-name", "Core");
        Assert.Equal("audit.read users.administer", await Api.SqlAsync<string>("select string_agg(r.code, ' ' order by r.code) from identity.account_rights r join identity.accounts a on a.id = r.account_id where a.email = 'cora@operator.example'"));
        Assert.True(await Api.SqlAsync<bool>("select representative from identity.accounts where email = 'rep@example.com'"));
        using var browser = new AccountBrowser(Api);
        await Api.Clock.AdvanceAsync(TimeSpan.FromHours(24));
        Assert.Equal("LinkExpired", await ActivateAsync(browser, staff, "Nordlicht:47-Tor"));
        await Api.Clock.AdvanceAsync(TimeSpan.FromDays(6));
        Assert.Equal("LinkExpired", await ActivateAsync(browser, user, "Nordlicht:47-Tor"));
    }

    [Fact]
    public async Task Staff_that_is_new_sets_up_the_second_factor_at_the_first_sign_in()
    {
        var link = await MakeAsync("staff", "create", "cora@operator.example", "--first-name", "Cora", "--last-name", "Core");
        using var browser = new AccountBrowser(Api);
        Assert.Equal("Activated", await ActivateAsync(browser, link, "Nordlicht:47-Tor"));
        Assert.Equal("EnrolmentNeeded", await browser.SignInAsync("cora@operator.example", "Nordlicht:47-Tor"));
        var key = (string)(await browser.PostAsync("keys", new { }))["outcome"]!;
        Assert.Equal("SignedIn", (string?)(await browser.PostAsync("enrolments", new { code = Totp.CodeAt(Totp.Decode(key), Totp.StepAt(Api.Clock.GetUtcNow())) }))["outcome"]);
    }

    [Theory]
    [InlineData("There is an account 'claire.smith@example.com' already.", "account", "create", "CLAIRE.smith@example.com", "--tenant", "Workshop North")]
    [InlineData("'nobody' is no e-mail address.", "account", "create", "nobody", "--tenant", "Workshop North")]
    [InlineData("Staff is made by the command 'staff create'.", "account", "create", "x@example.com", "--tenant", "Operator")]
    [InlineData("People of fleet customers, and only they, have a log-in name (--login), which holds no '@'.", "account", "create", "x@example.com", "--tenant", "Fleet of the North")]
    [InlineData("People of fleet customers, and only they, have a log-in name (--login), which holds no '@'.", "account", "create", "x@example.com", "--tenant", "Workshop North", "--login", "x")]
    [InlineData("There is no time zone 'Mars'.", "account", "create", "x@example.com", "--tenant", "Workshop North", "--time-zone", "Mars")]
    [InlineData("'brandBmw' is no right of staff.", "staff", "create", "x@example.com", "--right", "brandBmw")]
    [InlineData("There is no right 'nothing'.", "staff", "create", "x@example.com", "--right", "nothing")]
    public async Task What_cannot_be_is_refused_in_one_sentence(string sentence, params string[] command) =>
        Cli.Cli.IsRefused(await Cli.Cli.RunAsync(Api.Database, [.. command, "--first-name", "Nina", "--last-name", "North"]), sentence.Replace("'claire", command[2].StartsWith("CLAIRE", StringComparison.Ordinal) ? "'CLAIRE" : "'claire", StringComparison.Ordinal));

    private async Task<string> MakeAsync(params string[] command)
    {
        var made = await Cli.Cli.RunAsync(Api.Database, command);
        Assert.True(made.Code == 0, made.Errors);
        return Printed().Match(made.Output).Groups["link"].Value;
    }

    private static async Task<string> ActivateAsync(AccountBrowser browser, string link, string password) => (string)(await browser.PostAsync("activations", new { link, password }))["outcome"]!;

    [GeneratedRegex(@"activation  \S*/account/activate\?link=(?<link>aosln_[0-9A-Za-z]{49}) \(works once, until [0-9: -]{16} UTC\)\n$", RegexOptions.None, 1000)]
    private static partial Regex Printed();
}
