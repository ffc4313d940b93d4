using System.Net;
using Aos.Api.Accounts.EmailChanges;
using Aos.Api.Platform.Audit;
using Aos.Api.Tests.Accounts;
using Aos.Api.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.Users;

/// <summary>Data and addresses of users, changed by the representative; and whom nobody can create.</summary>
public sealed class UserChangeTests : IAsyncLifetime
{
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Requirement", "USER-14")]
    [Trait("Requirement", "USER-15")]
    [Trait("Requirement", "ORG-5")]
    public async Task The_representative_saves_the_data_of_a_user()
    {
        using var john = await Api.JohnAsync();
        var path = $"{UserPath}/{SomePerson.Claire.Id}";
        const string Data = """{"title":"ms","lastName":"Jones","firstName":"Clara","phone":"+43 1","language":"pl-PL","timeZone":"Europe/Warsaw"}""";
        using var blind = await john.SendJsonAsync(HttpMethod.Put, path, Data);
        await blind.ProblemAsync(428, "precondition.version-required");
        using var old = await john.SendJsonAsync(HttpMethod.Put, path, Data, ifMatch: "\"v99\"");
        await old.ProblemAsync(412, "precondition.version-conflict");
        var etag = (string)(await john.ReadAsync(path))["etag"]!;
        using var wrong = await john.SendJsonAsync(HttpMethod.Put, path, """{"title":"dr","lastName":"","language":"xx-XX","timeZone":"Mars","phone":"x"}""", ifMatch: etag);
        Assert.Equal("/firstName:required /language:value-not-permitted /lastName:required /phone:format-invalid /title:value-not-permitted", string.Join(' ', (await wrong.ProblemAsync(422, "request.fields-invalid")).FieldsOf().Split(' ').Order(StringComparer.Ordinal)));
        using var zone = await john.SendJsonAsync(HttpMethod.Put, path, Data.Replace("Europe/Warsaw", "Mars", StringComparison.Ordinal), ifMatch: etag);
        Assert.Equal("/timeZone:value-not-permitted", (await zone.ProblemAsync(422, "request.fields-invalid")).FieldsOf());
        foreach (var beyond in new[] { "email", "password", "role", "permissions" })
        {
            using var unknown = await john.SendJsonAsync(HttpMethod.Put, path, Data.Replace("\"title\"", $"\"{beyond}\"", StringComparison.Ordinal), ifMatch: etag);
            await unknown.ProblemAsync(400, "request.body-unreadable");
        }

        using var saved = await john.SendJsonAsync(HttpMethod.Put, path, Data, ifMatch: etag);
        var user = await saved.JsonAsync();
        Assert.Equal("Clara Jones ms +43 1 pl-PL Europe/Warsaw claire.smith@example.com", $"{user["firstName"]} {user["lastName"]} {user["title"]} {user["phone"]} {user["language"]} {user["timeZone"]} {user["email"]}");
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        Assert.Equal("Jones", (string?)(await claire.ReadAsync("/portal/v1/me"))["lastName"]);
        using var rita = await Api.RitaAsync();
        using var foreign = await rita.SendJsonAsync(HttpMethod.Put, path, Data, ifMatch: "\"v1\"");
        await foreign.ProblemAsync(404, "organisations.user-not-found");
        using var invited = await john.SendJsonAsync(HttpMethod.Put, $"{UserPath}/{SomePerson.Ivy.Id}", Data, ifMatch: "\"v1\"");
        await invited.ProblemAsync(409, "organisations.email-not-confirmed");
        using var own = await john.SendJsonAsync(HttpMethod.Put, $"{UserPath}/{SomePerson.John.Id}", Data, ifMatch: (string)(await john.ReadAsync($"{UserPath}/{SomePerson.John.Id}"))["etag"]!);
        Assert.Equal("legalRepresentative", (string?)(await own.JsonAsync())["role"]);
    }

    [Fact]
    [Trait("Requirement", "USER-14")]
    [Trait("Decision", "USER-D7")]
    [Trait("Case", "TEN-2")]
    public async Task Another_address_takes_the_password_of_the_representative_and_the_confirmation_of_the_user()
    {
        using var john = await Api.JohnAsync();
        var path = $"{UserPath}/{SomePerson.Claire.Id}/email-changes";
        await RefusedAsync(john, path, "claire@example.org", "wrong", 422, "accounts.old-password-wrong");
        await RefusedAsync(john, path, "claire", SomePerson.Password, 422, "request.fields-invalid");
        await RefusedAsync(john, path, "CLAIRE.smith@example.com", SomePerson.Password, 422, "accounts.email-unchanged");
        await RefusedAsync(john, $"{UserPath}/{SomePerson.Ivy.Id}/email-changes", "ivy@example.org", SomePerson.Password, 409, "organisations.email-not-confirmed");
        await RefusedAsync(john, $"{UserPath}/{SomePerson.Sam.Id}/email-changes", "sam@example.org", SomePerson.Password, 404, "organisations.user-not-found");
        using var none = await john.GetAsync(path + "/current");
        await none.ProblemAsync(404, "accounts.email-change-not-found");
        using var asked = await AskAsync(john, path, "claire@example.org", SomePerson.Password);
        Assert.Equal((HttpStatusCode.Accepted, path + "/current"), (asked.StatusCode, asked.Header("Location")));
        Assert.Equal("claire@example.org", (string?)(await john.ReadAsync(path + "/current"))["newEmail"]);
        await Api.MailsAsync(SomePerson.Claire.Login, "email-asked");
        using var again = await john.SendJsonAsync(HttpMethod.Post, path + "/current/mails", null, "again");
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        var link = await Api.LinkAsync("claire@example.org", "email", 2);
        using var confirmed = await Api.AsNobody().SendJsonAsync(HttpMethod.Post, "/portal/v1/email-confirmations", Answers.ToJson(new { link }));
        Assert.Equal(HttpStatusCode.Created, confirmed.StatusCode);
        Assert.Equal("claire@example.org", (string?)(await john.ReadAsync($"{UserPath}/{SomePerson.Claire.Id}"))["email"]);

        using var known = await AskAsync(john, path, SomePerson.Sam.Login, SomePerson.Password);
        Assert.Equal(HttpStatusCode.Accepted, known.StatusCode);
        await Api.MailsAsync(SomePerson.Sam.Login, "email-known");
        var open = await john.ReadAsync(path + "/current");
        using var blind = await john.SendJsonAsync(HttpMethod.Delete, path + "/current", null);
        await blind.ProblemAsync(428, "precondition.version-required");
        using var withdrawn = await john.SendJsonAsync(HttpMethod.Delete, path + "/current", null, ifMatch: (string)open["etag"]!);
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        using var rita = await Api.RitaAsync();
        foreach (var (method, at) in new[] { (HttpMethod.Get, "/current"), (HttpMethod.Delete, "/current"), (HttpMethod.Post, "/current/mails") })
        {
            using var foreign = await rita.SendJsonAsync(method, path + at, null, Guid.NewGuid().ToString(), "\"v1\"");
            await foreign.ProblemAsync(404, "organisations.user-not-found");
        }
    }

    [Fact]
    [Trait("Decision", "USER-D7")]
    public async Task Without_an_account_to_prove_the_password_against_nothing_begins()
    {
        var changes = Api.Services.GetRequiredService<EmailChanges>();
        var answer = await changes.AskForAsync(new DefaultHttpContext { RequestServices = Api.Services }, Actor.System, SomePerson.Claire.Id, "claire@example.org", (Guid.NewGuid(), SomePerson.Password));
        Assert.Equal(EmailChangeOutcome.PasswordWrong, answer.Outcome);
        Assert.Equal(0L, await Api.SqlAsync<long>("select count(*) from accounts.email_changes"));
    }

    [Fact]
    public async Task Addresses_are_touched_only_soon_after_the_sign_in()
    {
        using var john = await Api.JohnAsync();
        await Api.Clock.AdvanceAsync(TimeSpan.FromMinutes(16));
        foreach (var (method, path) in new[] { (HttpMethod.Post, "email-changes"), (HttpMethod.Put, "email") })
        {
            using var late = await john.SendJsonAsync(method, $"{UserPath}/{SomePerson.Claire.Id}/{path}", """{"newEmail":"c@example.org","currentPassword":"x"}""", ifMatch: "\"v1\"");
            await late.ProblemAsync(401, "access.sign-in-too-old");
        }
    }

    [Fact]
    [Trait("Decision", "ORG-D10")]
    public async Task Who_cannot_be_created()
    {
        using var john = await Api.JohnAsync();
        await CreationAsync(john, NewUser("claire.SMITH@example.com"), 409, "organisations.user-exists");
        await CreationAsync(john, NewUser("ivy.smith@example.com"), 409, "organisations.user-exists");
        await CreationAsync(john, NewUser("sam.south@example.com"), 409, "organisations.email-not-available");
        await Api.SqlAsync("insert into identity.login_names (realm, name_normalised, holder_kind, holder_id) values ('portal', 'applicant@example.com', 'registration', gen_random_uuid())");
        await CreationAsync(john, NewUser("applicant@example.com"), 409, "organisations.email-not-available");
        await CreationAsync(john, NewUser("nora"), 422, "request.fields-invalid");
        await CreationAsync(john, new { email = "nora@example.com" }, 422, "request.fields-invalid");
        await CreationAsync(john, new { email = "nora@example.com", firstName = "N", lastName = "N", language = "en-GB", timeZone = "Mars" }, 422, "request.fields-invalid");
        await CreationAsync(john, new { email = "nora@example.com", firstName = "N", lastName = "N", language = "en-GB", timeZone = "UTC", role = "legalRepresentative" }, 400, "request.body-unreadable");
        using var keyless = await john.SendJsonAsync(HttpMethod.Post, UserPath, Answers.ToJson(NewUser("nora@example.com")));
        await keyless.ProblemAsync(400, "idempotency.key-required");
        await Api.SqlAsync($"insert into accounts.activations (link_hash, account_id, tenant_id, expires_at) select decode(md5(i::text), 'hex'), gen_random_uuid(), '{SomePerson.John.TenantId}', platform.now() from generate_series(1, 200) i");
        await CreationAsync(john, NewUser("nora@example.com"), 429, "organisations.too-many-invitations");
        using var rita = await Api.RitaAsync();
        await rita.CreateUserAsync("nora@example.com");
    }

    [Fact]
    [Trait("Decision", "ORG-D10")]
    public async Task Nobody_finds_out_by_invitations_who_has_an_account()
    {
        using var john = await Api.JohnAsync();
        var nora = await john.CreateUserAsync("nora@example.com");
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Accepted, (await john.SendJsonAsync(HttpMethod.Post, $"{UserPath}/{nora["id"]}/confirmation-mails", null, "again-" + i)).StatusCode);
        // Whoever has to wait is not told of the address.
        await CorrectionAsync(429, "organisations.too-many-invitations");
        await Api.SqlAsync($"insert into organisations.visitor_acts (kind, address) select 'refusedAddress', '{SomePerson.John.TenantId}' from generate_series(1, 29)");
        await john.CreateUserAsync("norbert@example.com");
        await CreationAsync(john, NewUser("claire.smith@example.com"), 409, "organisations.user-exists");
        await CreationAsync(john, NewUser("nina"), 422, "request.fields-invalid");
        await CreationAsync(john, NewUser("sam.south@example.com"), 409, "organisations.email-not-available");
        using var tooMany = await john.PostJsonAsync(UserPath, Answers.ToJson(NewUser("rita.south@example.com")));
        await tooMany.ProblemAsync(429, "organisations.too-many-invitations");
        Assert.InRange(int.Parse(tooMany.Header("Retry-After")!, null), 1, 3600);
        await CorrectionAsync(429, "organisations.too-many-invitations");
        using var rita = await Api.RitaAsync();
        await CreationAsync(rita, NewUser("claire.smith@example.com"), 409, "organisations.email-not-available");
        await Api.Clock.AdvanceAsync(TimeSpan.FromMinutes(61));
        using var later = await Api.JohnAsync();
        await CreationAsync(later, NewUser("sam.south@example.com"), 409, "organisations.email-not-available");

        async Task CorrectionAsync(int status, string code)
        {
            using var answer = await john.SendJsonAsync(HttpMethod.Put, $"{UserPath}/{nora["id"]}/email", """{"email":"sam.south@example.com"}""", ifMatch: (string)nora["etag"]!);
            await answer.ProblemAsync(status, code);
        }
    }

    [Fact]
    [Trait("Decision", "ORG-D10")]
    public async Task An_organisation_has_a_limit_of_users()
    {
        await using var host = new ApiHost(new() { ["Users:MaxPerOrganisation"] = "5" });
        await host.InitializeAsync();
        using var john = await host.JohnAsync();
        await john.CreateUserAsync("nora@example.com");
        await CreationAsync(john, NewUser("norbert@example.com"), 409, "organisations.user-limit-reached");
        await host.SqlAsync($"update identity.accounts set state = 'closed' where id = '{SomePerson.Ivy.Id}'");
        await john.CreateUserAsync("norbert@example.com");
    }

    private static async Task CreationAsync(HttpClient person, object user, int status, string code)
    {
        using var answer = await person.PostJsonAsync(UserPath, Answers.ToJson(user));
        await answer.ProblemAsync(status, code);
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient person, string path, string newEmail, string currentPassword) =>
        person.SendJsonAsync(HttpMethod.Post, path, Answers.ToJson(new { newEmail, currentPassword }));

    private static async Task RefusedAsync(HttpClient person, string path, string newEmail, string currentPassword, int status, string code)
    {
        using var answer = await AskAsync(person, path, newEmail, currentPassword);
        await answer.ProblemAsync(status, code);
    }
}
