using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Organisations.Users;
using Aos.Api.Tests.Accounts;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.Users;

/// <summary>Users are created, activate their account, and are deleted.</summary>
public sealed class UserLifeTests : IAsyncLifetime
{
    private const string Activations = "/portal/v1/activations";
    private const string Password = "Nordlicht:47-Tor";
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Requirement", "REG-5")]
    [Trait("Requirement", "ORG-25")]
    [Trait("Requirement", "ORG-26")]
    [Trait("Requirement", "ORG-27")]
    [Trait("Requirement", "ORG-28")]
    [Trait("Requirement", "ORG-29")]
    [Trait("Decision", "ORG-D9")]
    public async Task A_user_is_created_activates_the_account_and_has_the_permissions_of_the_organisation()
    {
        using var john = await Api.JohnAsync();
        var user = await john.CreateUserAsync("Nora@Example.com");
        Assert.Equal("Nora@Example.com invited false user", $"{user["email"]} {user["state"]} {user["emailConfirmed"]} {user["role"]}");
        var mail = (string)(await Api.MailsAsync("Nora@Example.com", "activate"))[0]["text"]!;
        Assert.Contains("Workshop North", mail, StringComparison.Ordinal);
        var link = await Api.LinkAsync("Nora@Example.com", "activate");
        using var browser = new AccountBrowser(Api);
        Assert.Equal("Refused", await browser.SignInAsync("nora@example.com", Password));

        await RefusedAsync(new { link, password = Password, passwordRepeat = Password }, 422, "accounts.consent-required", "/consents/conditionsOfUse:consent-required");
        await RefusedAsync(Form(link, version: 7), 422, "accounts.consent-version-outdated", "/consents/conditionsOfUse:consent-version-outdated");
        await RefusedAsync(Form(link, accepted: false), 422, "accounts.consent-required", "/consents/conditionsOfUse:consent-required");
        await RefusedAsync(Form(link, repeat: "x"), 422, "accounts.passwords-differ", "/passwordRepeat:passwords-differ");
        await RefusedAsync(Form(link, "Nora-North-1", "Nora-North-1"), 422, "accounts.password-guidelines-not-met", "/password:password-blocked");
        await RefusedAsync(Form("aosln_x"), 404, "accounts.link-unknown", null);
        using var done = await ActivateAsync(Form(link));
        Assert.Equal((HttpStatusCode.Created, "/portal/v1/me"), (done.StatusCode, done.Header("Location")));
        await RefusedAsync(Form(link), 409, "accounts.already-confirmed", null);
        Assert.Equal("SignedIn", await browser.SignInAsync("nora@example.com", Password));
        Assert.Equal("conditionsOfUse 1 dataPrivacy 1", await Api.SqlAsync<string>("select string_agg(kind || ' ' || version, ' ' order by kind) from accounts.activation_consents"));

        var shown = await john.ReadAsync($"{UserPath}/{user["id"]}");
        Assert.Equal("active true false", $"{shown["state"]} {shown["emailConfirmed"]} {shown["canResendConfirmation"]}");
        Assert.NotNull(shown["lastSignedInAt"]);
        using var nora = await Api.AsPersonAsync(new SomePerson((Guid)user["id"]!, SomePerson.John.TenantId, "portal", "nora@example.com"), "portal.read", "portal.write");
        var own = (await nora.ReadAsync("/portal/v1/me"))["permissions"]!.AsArray().Select(code => (string)code!).ToList();
        Assert.Contains("brandBmw", own);
        using var refused = await nora.GetAsync(UserPath);
        await refused.ProblemAsync(403, "access.legal-representative-required");
        using var adding = await nora.PostJsonAsync(UserPath, Answers.ToJson(NewUser("norbert@example.com")));
        await adding.ProblemAsync(403, "access.legal-representative-required");
        Assert.Equal(2L, await Api.SqlAsync<long>($"select count(*) from platform.events where subject = '/portal/v1/users/{user["id"]}' and type in ('organisations.user.created', 'organisations.user.activated')"));
    }

    [Fact]
    [Trait("Requirement", "ORG-30")]
    [Trait("Decision", "ORG-D10")]
    [Trait("Decision", "PERM-D4")]
    [Trait("Case", "TEN-6")]
    public async Task A_user_can_get_a_part_of_the_permissions()
    {
        using var john = await Api.JohnAsync();
        using var beyond = await john.PostJsonAsync(UserPath, Answers.ToJson(new { email = "nora@example.com", firstName = "Nora", lastName = "North", language = "en-GB", timeZone = "Europe/Berlin", permissions = new[] { "brandMini", "rdcTool", "nothing" } }));
        Assert.Equal("/permissions/1:permission-not-available /permissions/2:permission-not-available", (await beyond.ProblemAsync(422, "organisations.permission-not-available")).FieldsOf());
        await Api.SqlAsync("update identity.rights set delegable = false where code = 'brandBmw'");
        using var kept = await john.PostJsonAsync(UserPath, Answers.ToJson(new { email = "nora@example.com", firstName = "Nora", lastName = "North", language = "en-GB", timeZone = "Europe/Berlin", permissions = new[] { "brandMini", "brandBmw" } }));
        Assert.Equal("/permissions/1:permission-not-delegable", (await kept.ProblemAsync(422, "organisations.permission-not-delegable")).FieldsOf());
        Assert.Equal(0L, await Api.WrittenAsync("nora@example.com"));
        using var made = await john.PostJsonAsync(UserPath, Answers.ToJson(new { email = "nora@example.com", firstName = "Nora", lastName = "North", language = "de-DE", timeZone = "UTC", permissions = new[] { "brandMini" } }));
        var id = (Guid)(await made.JsonAsync())["id"]!;
        await Api.SqlAsync($"update identity.accounts set state = 'active' where id = '{id}'");
        using var nora = await Api.AsPersonAsync(new SomePerson(id, SomePerson.John.TenantId, "portal", "nora@example.com"), "portal.read");
        Assert.Equal(["brandMini"], (await nora.ReadAsync("/portal/v1/me"))["permissions"]!.AsArray().Select(code => (string)code!));
    }

    [Fact]
    [Trait("Requirement", "ORG-31")]
    [Trait("Decision", "ORG-D9")]
    public async Task The_mail_is_sent_again_at_most_3_times_an_hour_and_only_the_newest_link_works()
    {
        using var john = await Api.JohnAsync();
        var user = await john.CreateUserAsync("nora@example.com");
        var first = await Api.LinkAsync("nora@example.com", "activate");
        var path = $"{UserPath}/{user["id"]}/confirmation-mails";
        for (var i = 0; i < 3; i++)
        {
            using var again = await john.SendJsonAsync(HttpMethod.Post, path, null, "again-" + i);
            Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        }

        using var tooMany = await john.SendJsonAsync(HttpMethod.Post, path, null, "again-4");
        await tooMany.ProblemAsync(429, "organisations.too-many-invitations");
        Assert.InRange(int.Parse(tooMany.Header("Retry-After")!, null), 1, 3600);
        await RefusedAsync(Form(first), 410, "accounts.link-expired", null);
        var newest = await Api.LinkAsync("nora@example.com", "activate", 4);
        using var rita = await Api.RitaAsync();
        using var foreign = await rita.SendJsonAsync(HttpMethod.Post, path, null, "again");
        await foreign.ProblemAsync(404, "organisations.user-not-found");
        await Api.Clock.AdvanceAsync(TimeSpan.FromDays(7));
        await RefusedAsync(Form(newest), 410, "accounts.link-expired", null);

        using var later = await Api.JohnAsync();
        using var confirmed = await later.SendJsonAsync(HttpMethod.Post, $"{UserPath}/{SomePerson.Claire.Id}/confirmation-mails", null, "again");
        await confirmed.ProblemAsync(409, "organisations.email-already-confirmed");
        using var last = await later.SendJsonAsync(HttpMethod.Post, path, null, "again-5");
        Assert.Equal(HttpStatusCode.Accepted, last.StatusCode);
        using var done = await ActivateAsync(Form(await Api.LinkAsync("nora@example.com", "activate", 5)));
        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
    }

    [Fact]
    [Trait("Decision", "ORG-D9")]
    public async Task The_address_of_an_invited_user_is_corrected()
    {
        using var john = await Api.JohnAsync();
        var user = await john.CreateUserAsync("nroa@example.com");
        var wrong = await Api.LinkAsync("nroa@example.com", "activate");
        var path = $"{UserPath}/{user["id"]}/email";
        using var blind = await john.SendJsonAsync(HttpMethod.Put, path, """{"email":"nora@example.com"}""");
        await blind.ProblemAsync(428, "precondition.version-required");
        using var old = await john.SendJsonAsync(HttpMethod.Put, path, """{"email":"nora@example.com"}""", ifMatch: "\"v9\"");
        await old.ProblemAsync(412, "precondition.version-conflict");
        using var none = await john.SendJsonAsync(HttpMethod.Put, path, """{"email":"nora"}""", ifMatch: (string)user["etag"]!);
        Assert.Equal("/email:format-invalid", (await none.ProblemAsync(422, "request.fields-invalid")).FieldsOf());
        using var taken = await john.SendJsonAsync(HttpMethod.Put, path, """{"email":"sam.south@example.com"}""", ifMatch: (string)user["etag"]!);
        await taken.ProblemAsync(409, "organisations.email-not-available");
        using var right = await john.SendJsonAsync(HttpMethod.Put, path, """{"email":"nora@example.com"}""", ifMatch: (string)user["etag"]!);
        Assert.Equal("nora@example.com", (string?)(await right.JsonAsync())["email"]);
        await RefusedAsync(Form(wrong), 410, "accounts.link-expired", null);
        Assert.Equal(HttpStatusCode.Created, (await ActivateAsync(Form(await Api.LinkAsync("nora@example.com", "activate")))).StatusCode);
        using var browser = new AccountBrowser(Api);
        Assert.Equal("SignedIn", await browser.SignInAsync("nora@example.com", Password));
        using var late = await john.SendJsonAsync(HttpMethod.Put, path, """{"email":"n@example.com"}""", ifMatch: (string)(await john.ReadAsync($"{UserPath}/{user["id"]}"))["etag"]!);
        await late.ProblemAsync(409, "organisations.email-already-confirmed");
        await john.CreateUserAsync("nroa@example.com");
    }

    [Fact]
    [Trait("Requirement", "ORG-33")]
    [Trait("Requirement", "ORG-34")]
    [Trait("Requirement", "ORG-36")]
    [Trait("Decision", "ORG-D11")]
    public async Task A_deleted_user_is_out_within_a_second_and_the_address_is_free()
    {
        using var john = await Api.JohnAsync();
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        await claire.ReadAsync("/portal/v1/me");
        var path = $"{UserPath}/{SomePerson.Claire.Id}";
        using var blind = await john.SendJsonAsync(HttpMethod.Delete, path, null);
        await blind.ProblemAsync(428, "precondition.version-required");
        using var old = await john.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: "\"v99\"");
        await old.ProblemAsync(412, "precondition.version-conflict");
        using var rita = await Api.RitaAsync();
        using var foreign = await rita.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: "\"v1\"");
        await foreign.ProblemAsync(404, "organisations.user-not-found");
        using var deleted = await john.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: (string)(await john.ReadAsync(path))["etag"]!);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Polling.UntilAsync(async () => (await claire.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Unauthorized);
        using var browser = new AccountBrowser(Api);
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.Claire));
        Assert.Contains("Workshop North", (string)(await Api.OrganisationMailsAsync(SomePerson.Claire.Login, "deleted"))[0]["text"]!, StringComparison.Ordinal);
        Assert.Equal(0L, await Api.WrittenAsync(SomePerson.John.Login));
        using var gone = await john.GetAsync(path);
        await gone.ProblemAsync(404, "organisations.user-not-found");
        Assert.True(await Api.SqlAsync<bool>($"select password_hash is null and state = 'closed' and last_name = 'Smith' from identity.accounts where id = '{SomePerson.Claire.Id}'"));
        await john.CreateUserAsync(SomePerson.Claire.Login);

        var own = $"{UserPath}/{SomePerson.John.Id}";
        using var representative = await john.SendJsonAsync(HttpMethod.Delete, own, null, ifMatch: (string)(await john.ReadAsync(own))["etag"]!);
        await representative.ProblemAsync(409, "organisations.legal-representative-not-deletable");
    }

    [Fact]
    [Trait("Decision", "ORG-D9")]
    public async Task The_link_of_a_deleted_user_is_unknown_and_who_never_comes_is_deleted_after_30_days()
    {
        using var john = await Api.JohnAsync();
        var user = await john.CreateUserAsync("nora@example.com");
        var link = await Api.LinkAsync("nora@example.com", "activate");
        using var deleted = await john.SendJsonAsync(HttpMethod.Delete, $"{UserPath}/{user["id"]}", null, ifMatch: (string)user["etag"]!);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await RefusedAsync(Form(link), 404, "accounts.link-unknown", null);

        await john.CreateUserAsync("norbert@example.com");
        await Api.Clock.AdvanceAsync(TimeSpan.FromDays(29));
        await Api.HourAsync<UninvitedSweep>((sweep, cancellation) => sweep.RunAsync(cancellation));
        Assert.Equal("invited", await Api.SqlAsync<string>("select state from identity.accounts where email = 'norbert@example.com'"));
        await Api.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        await Api.HourAsync<UninvitedSweep>((sweep, cancellation) => sweep.RunAsync(cancellation));
        Assert.Equal("closed", await Api.SqlAsync<string>("select state from identity.accounts where email = 'norbert@example.com'"));
        Assert.Contains("norbert@example.com", string.Concat((await Api.OrganisationMailsAsync(SomePerson.John.Login, "user-expired", 2)).Select(mail => (string)mail["text"]!)), StringComparison.Ordinal);
        await Api.OrganisationMailsAsync("norbert@example.com", "deleted");
    }

    private static object Form(string link, string password = Password, string? repeat = null, int version = 1, bool accepted = true) => new
    {
        link,
        password,
        passwordRepeat = repeat ?? password,
        consents = new { conditionsOfUse = new { accepted, version }, dataProtection = new { accepted = true, version = 1 } },
    };

    private Task<HttpResponseMessage> ActivateAsync(object form) => Api.AsNobody().SendJsonAsync(HttpMethod.Post, Activations, Answers.ToJson(form));

    private async Task RefusedAsync(object form, int status, string code, string? fields)
    {
        using var answer = await ActivateAsync(form);
        var problem = await answer.ProblemAsync(status, code);
        if (fields is not null)
            Assert.Equal(fields, problem.FieldsOf());
    }
}
