using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Accounts;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>From the form to the first log-on.</summary>
public sealed class RegistrationTests : IAsyncLifetime
{
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Requirement", "REG-1")]
    [Trait("Requirement", "REG-2")]
    [Trait("Requirement", "REG-4")]
    [Trait("Requirement", "REG-9")]
    [Trait("Requirement", "REG-13")]
    [Trait("Requirement", "REG-17")]
    [Trait("Requirement", "REG-24")]
    [Trait("Requirement", "REG-32")]
    [Trait("Requirement", "REG-33")]
    [Trait("Requirement", "REG-34")]
    [Trait("Requirement", "REG-36")]
    [Trait("Requirement", "REGX-1")]
    [Trait("Requirement", "REGX-5")]
    [Trait("Requirement", "REGX-7")]
    [Trait("Requirement", "REGX-9")]
    [Trait("Requirement", "REGX-11")]
    [Trait("Requirement", "REGX-12")]
    [Trait("Requirement", "PERM-6")]
    [Trait("Decision", "REG-D16")]
    [Trait("Decision", "REG-D18")]
    [Trait("Decision", "AUTH-D1")]
    [Trait("Decision", "REGX-D4")]
    public async Task An_organisation_registers_is_checked_and_its_representative_logs_on()
    {
        const string email = "first@example.org";
        var receipt = await Api.RegisterAsync(await Api.FormAsync(email));
        Assert.Equal(("awaitingEmailConfirmation", "valid", "match"), ((string)receipt["state"]!, (string)receipt["vatStatus"]!, (string)receipt["vatMatch"]!));
        Assert.Equal(48, (int)receipt["validHours"]!);
        Assert.Empty(receipt["warnings"]!.AsArray());
        Assert.StartsWith("Thank you for your registration. Before we can check it, please confirm your e-mail address.", (string)receipt["message"]!, StringComparison.Ordinal);
        await (await Api.AsNobody().GetAsync("/portal/v1/me")).ProblemAsync(401, "auth.not-signed-in");
        using var browser = new AccountBrowser(Api);
        Assert.Equal("EmailNotConfirmed", await browser.SignInAsync(email, RegistrationKit.Password));
        Assert.Equal("Refused", await browser.SignInAsync(email, "Werkstatt-2020-y"));

        using var confirmed = await Api.ConfirmAsync(await Api.RegistrationLinkAsync(email, "confirm"));
        Assert.Equal(HttpStatusCode.Created, confirmed.StatusCode);
        var progress = await confirmed.JsonAsync();
        Assert.Equal(("inReview", "Many thanks for the confirmation of your e-mail address. We will check your organisation data manually now. This check can take up to two working days."),
            ((string)progress["state"]!, (string)progress["message"]!));
        Assert.Equal("RegistrationInReview", await browser.SignInAsync(email, RegistrationKit.Password));
        Assert.Equal("Refused", await browser.SignInAsync(email, "Werkstatt-2020-y"));

        var id = await Api.IdOfAsync(email);
        using var approved = await Api.ActAsync(id, "approvals", new { });
        Assert.True(approved.StatusCode == HttpStatusCode.Created, await approved.Content.ReadAsStringAsync());
        var registration = await approved.JsonAsync();
        var tenant = Guid.Parse((string)registration["organisationId"]!);
        Assert.Equal("active", (string)registration["state"]!);
        Assert.Matches("^b2io[0-9]{8}$", (string)registration["customerNumber"]!);
        Assert.Equal($"{RegistrationKit.Staff}/{id}", approved.Header("Location"));
        Assert.Contains((string)registration["customerNumber"]!, (string)(await Api.RegistrationMailsAsync(email, "approved"))[0]["text"]!, StringComparison.Ordinal);

        Assert.Equal("SignedIn", await browser.SignInAsync("First@Example.org", RegistrationKit.Password));
        var account = await Api.SqlAsync<Guid>($"select id from identity.accounts where tenant_id = '{tenant}'");
        using var person = await Api.AsPersonAsync(new(account, tenant, "portal", email), "portal.read");
        var profile = await person.ReadAsync("/portal/v1/me");
        Assert.Equal(("Example Company", "legalRepresentative", "active", "Smith", "John"),
            ((string)profile["organisationName"]!, (string)profile["role"]!, (string)profile["state"]!, (string)profile["lastName"]!, (string)profile["firstName"]!));
        var rights = profile["permissions"]!.AsArray().Select(code => (string)code!).ToHashSet();
        Assert.Superset(new HashSet<string> { "air", "airCharged", "brandBmw", "brandMotorrad", "brandMini", "brandRollsRoyce", "bookTickets", "apiClients", "partsCatalogueCar" }, rights);
        Assert.DoesNotContain("carData", rights);
        Assert.DoesNotContain("ecuValidation", rights);
        Assert.Equal(1, await Api.SqlAsync<long>($"select count(*) from identity.accounts where tenant_id = '{tenant}'"));
        Assert.Equal("sandbox", await Api.SqlAsync<string>($"select kind from identity.tenants where parent_id = '{tenant}'"));
        Assert.Equal("authority DE valid match", await Api.SqlAsync<string>($"select user_group || ' ' || country || ' ' || vat_status || ' ' || vat_match from organisations.organisations where tenant_id = '{tenant}'"));
        Assert.Equal(1, await Api.SqlAsync<long>($"select count(*) from platform.events where tenant_id = '{tenant}' and type = 'organisations.organisation.approved'"));
        Assert.Null(await Api.SqlAsync<string>($"select password_hash from organisations.registrations where id = '{id}'"));
    }

    [Fact]
    [Trait("Requirement", "REG-36")]
    [Trait("Decision", "REG-D11")]
    [Trait("Decision", "AUTH-D9")]
    public async Task Who_waits_for_documents_is_told_so_and_gets_no_reset_code()
    {
        const string email = "waits@example.org";
        var id = await Api.InReviewAsync(email);
        using var asked = await Api.ActAsync(id, "document-requests", new { text = "Please send your trading licence." });
        Assert.Equal("documentsRequested", (string)(await asked.JsonAsync())["state"]!);
        using var browser = new AccountBrowser(Api);
        Assert.Equal("RegistrationWaitsForDocuments", await browser.SignInAsync(email, RegistrationKit.Password));
        Assert.Equal("Refused", await browser.SignInAsync(email, RegistrationKit.Password, "owner"));

        await Api.AsNobody().SendJsonAsync(HttpMethod.Post, "/portal/v1/password-reset-codes", Answers.ToJson(new { email }));
        Assert.Contains("waits for documents", (string)(await Api.MailsAsync(email, "reset-not-active"))[0]["text"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("accounts.reset ", await Api.WrittenForAsync(email) + " ", StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "REGX-3")]
    [Trait("Requirement", "REGX-2")]
    [Trait("Requirement", "REGX-4")]
    public async Task A_motorcycle_workshop_sees_motorcycles_only()
    {
        var id = await Api.InReviewAsync("moto@example.org", ("/userGroup", "independentMotorcycleWorkshop"), ("/country", "HU"));
        using var approved = await Api.ActAsync(id, "approvals", new { });
        var tenant = (string)(await approved.JsonAsync())["organisationId"]!;
        Assert.Equal(new[] { "motorcycle" }, await Api.SqlAsync<string[]>($"select vehicle_kinds from identity.tenants where id = '{tenant}'"));
        var rights = await Api.SqlAsync<string[]>($"select array_agg(code) from identity.tenant_rights where tenant_id = '{tenant}'");
        Assert.Contains("partsCatalogueMotorcycle", rights!);
        Assert.DoesNotContain("partsCatalogueCar", rights!);
        Assert.DoesNotContain("stateOfCharge", rights!);
    }

    [Fact]
    [Trait("Decision", "REG-D16")]
    public async Task The_reviewer_chooses_permissions()
    {
        var id = await Api.InReviewAsync("chosen@example.org");
        using var unknown = await Api.ActAsync(id, "approvals", new { permissions = new[] { "air", "apiVehicleIdentification", "users.administer" } });
        var problem = await unknown.ProblemAsync(422, "request.fields-invalid");
        Assert.Equal(["/permissions/1", "/permissions/2"], problem["errors"]!.AsArray().Select(error => (string)error!["pointer"]!));
        using var approved = await Api.ActAsync(id, "approvals", new { permissions = new[] { "air", "airReduced" } });
        var tenant = (string)(await approved.JsonAsync())["organisationId"]!;
        Assert.Equal("air airReduced", await Api.SqlAsync<string>($"select string_agg(code, ' ' order by code) from identity.tenant_rights where tenant_id = '{tenant}'"));
    }

    [Theory]
    [InlineData("sandbox:approve", "active", "approved")]
    [InlineData("sandbox:refuse", "rejected", "refused")]
    [InlineData("sandbox:documents", "documentsRequested", "documents")]
    public async Task The_sandbox_decides_as_it_is_told(string line, string state, string mail)
    {
        var email = mail + "@sandbox.example.org";
        await Api.InReviewAsync(email, ("/additionalAddressLine", line));
        Assert.Equal(state, await Api.StateOfAsync(email));
        await Api.RegistrationMailsAsync(email, mail);
    }

    [Fact]
    [Trait("Requirement", "REG-6")]
    [Trait("Requirement", "REG-7")]
    [Trait("Requirement", "REG-8")]
    [Trait("Requirement", "REG-10")]
    [Trait("Requirement", "REG-20")]
    [Trait("Decision", "REG-D3")]
    public async Task The_options_tell_groups_countries_labels_and_texts()
    {
        var options = await Api.AsNobody().ReadAsync("/portal/v1/registration-options");
        Assert.Equal(["bfas", "carData", "authority", "educationalEstablishment", "independentMotorcycleWorkshop", "independentWorkshop", "others"],
            options["userGroups"]!.AsArray().Select(group => (string)group!["code"]!));
        var groups = options["userGroups"]!.AsArray().ToDictionary(group => (string)group!["code"]!, group => group!);
        Assert.Equal((true, false), ((bool)groups["carData"]["vatIdRequired"]!, (bool)groups["authority"]["vatIdRequired"]!));
        Assert.Equal((true, false), ((bool)groups["others"]["remarksRequired"]!, (bool)groups["authority"]["remarksRequired"]!));
        Assert.Equal(249, groups["authority"]["countries"]!.AsArray().Count);
        var countries = options["countries"]!.AsArray().ToDictionary(country => (string)country!["code"]!, country => country!);
        Assert.Equal(("USt-IdNr.", "UID-Nr.", "VAT ID"), ((string)countries["DE"]["vatIdLabel"]!, (string)countries["AT"]["vatIdLabel"]!, (string)countries["BE"]["vatIdLabel"]!));
        Assert.Equal(("Germany", true, false), ((string)countries["DE"]["name"]!, (bool)countries["DE"]["vatIdChecked"]!, (bool)countries["DE"]["hasState"]!));
        Assert.Contains("California", countries["US"]["states"]!.AsArray().Select(state => (string)state!));
        Assert.Equal((false, true), ((bool)countries["US"]["vatIdChecked"]!, (bool)countries["US"]["hasState"]!));
        Assert.Contains(options["timeZones"]!.AsArray(), zone => ((string)zone!["id"]!, (string)zone["label"]!) == ("Europe/Berlin", "(UTC +01:00) Europe/Berlin"));
        Assert.Equal((3, 1_048_576), ((int)options["attachments"]!["maxFiles"]!, (int)options["attachments"]!["maxBytes"]!));

        using var german = Api.AsNobody();
        german.DefaultRequestHeaders.Add("Accept-Language", "de");
        var answer = await german.ReadAsync("/portal/v1/registration-options");
        Assert.Equal("Umsatzsteuer-ID", (string)answer["countries"]!.AsArray().Single(country => (string)country!["code"]! == "BE")!["vatIdLabel"]!);
    }
}
