using System.Net;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;

namespace Aos.Api.Tests.Organisations.ApiApplications;

/// <summary>What becomes of an application.</summary>
public sealed class ApiApplicationLifeTests : IAsyncLifetime
{
    private readonly WithoutAccess _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Decision", "API-D1")]
    [Trait("Decision", "API-D2")]
    [Trait("Decision", "API-D3")]
    [Trait("Case", "TEN-1")]
    [Trait("Case", "TEN-2")]
    public async Task It_is_questioned_answered_and_approved_with_plan_and_brands()
    {
        using var john = await Api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var ada = await Api.AsPersonAsync(SomePerson.Ada, "administration");
        using var rita = await Api.AsPersonAsync(SomePerson.Rita, "portal.read", "portal.write");
        using var sent = await john.PostJsonAsync(Applications, Application());
        var application = await sent.JsonAsync();
        Assert.True(sent.StatusCode == HttpStatusCode.Created, application.ToJsonString());
        var path = Applications + "/" + application.IdOf();
        Assert.Equal((path, "\"v1\""), (sent.Header("Location"), sent.Header("ETag")));
        Assert.Equal(("submitted", 20_000, "Service reminders for our customers.\nAnd nothing else.", "it@example.com", 1),
            (application.Text("state"), (int)application["expectedCalls"]!, application.Text("purpose"), (string?)application["technicalContact"]!["email"], (int)application["acceptedConditions"]![0]!["version"]!));
        Assert.Equal(WorkingDaysLater(5), application.Text("reviewDueOn"));
        Assert.Contains(application.Text("reviewDueOn")!, (string?)(await Api.OrganisationMailsAsync(SomePerson.John.Email, "api-received"))[0]["text"], StringComparison.Ordinal);

        var id = application.IdOf();
        var review = await ada.ReadAsync($"{Reviews}/{id}");
        Assert.Equal((North.ToString(), "Workshop North", SomePerson.John.Id.ToString()), (review.Text("organisationId"), review.Text("organisationName"), review.Text("applicantId")));
        var asked = await ada.CreatedAsync($"{Reviews}/{id}/questions", """{"text":"Which customers?"}""");
        Assert.Equal("waitingForApplicant", asked.Text("state"));
        Assert.InRange((DateTimeOffset)asked["answerDueAt"]! - Api.Clock.GetUtcNow(), TimeSpan.FromDays(29.9), TimeSpan.FromDays(30));
        Assert.Contains("Which customers?", (string?)(await Api.OrganisationMailsAsync(SomePerson.John.Email, "api-question"))[0]["text"], StringComparison.Ordinal);
        var answered = await john.CreatedAsync(path + "/answers", """{"text":"Those of\nour workshop."}""");
        Assert.Equal(("submitted", null), (answered.Text("state"), answered.Text("answerDueAt")));
        Assert.Equal(["question:Which customers?", "answer:Those of\nour workshop."], answered["messages"]!.AsArray().Select(message => $"{message!["kind"]}:{message["text"]}"));

        var approved = await ada.CreatedAsync($"{Reviews}/{id}/approvals", Approval());
        Assert.Equal(("approved", "standard", """["brandBmw"]""", $"account:{SomePerson.Ada.Id}"),
            (approved.Text("state"), (string?)approved["products"]![0]!["planCode"], approved["brandPermissions"]!.ToJsonString(), approved.Text("decidedBy")));
        Assert.Contains("standard", (string?)(await Api.OrganisationMailsAsync(SomePerson.John.Email, "api-approved"))[0]["text"], StringComparison.Ordinal);
        var access = await john.ReadAsync($"{Subscriptions}/{Product}");
        Assert.Equal(("active", "production", "standard", 20, 50_000, 1), (access.Text("state"), access.Text("environment"), access.Text("planCode"), (int)access["perSecond"]!, (int)access["perDay"]!, (int)access["acceptedConditionsVersion"]!));
        await AssertBrandIsToldAsync();
        Assert.Equal((HttpStatusCode.OK, null), await Api.CallAsync(await Api.TokenAsync(Somebody.ProductionWorkshop)));

        Assert.Equal([id], (await john.ReadAsync(Applications + "?includeTotal=true&state=approved&productCode=" + Product)).Values("id"));
        Assert.Empty((await john.ReadAsync(Applications + "?state=submitted"))["items"]!.AsArray());
        Assert.Empty((await rita.ReadAsync(Applications))["items"]!.AsArray());
        Assert.Empty((await rita.ReadAsync(Subscriptions))["items"]!.AsArray());
        using var foreign = await rita.GetAsync(path);
        await foreign.ProblemAsync(404, "organisations.api-application-not-found");
        await rita.RefusedAsync(path + "/withdrawals", "{}", 404, "organisations.api-application-not-found");
        await rita.RefusedAsync(path + "/answers", """{"text":"x"}""", 404, "organisations.api-application-not-found");
        using var access2 = await rita.GetAsync($"{Subscriptions}/{Product}");
        await access2.ProblemAsync(404, "organisations.api-subscription-not-found");
        Assert.Equal("submitted questioned answered approved", await Api.SqlAsync<string>($"select string_agg(split_part(action, '.', 3), ' ' order by id) from platform.audit where tenant_id = '{North}' and action like 'organisations.apiApplication.%' and object_id = '{id}'"));
        Assert.Equal(4L, await Api.SqlAsync<long>($"select count(*) from platform.events where tenant_id = '{North}' and subject = '{path}'"));
    }

    /// <summary>Permissions of brands that come with an approval are told like any other: mail, audit, event.</summary>
    private async Task AssertBrandIsToldAsync()
    {
        Assert.Contains("Given:\n– BMW (brandBmw)", await Api.OrganisationMailAsync(SomePerson.John.Email, "permissions-organisation", "brandBmw"), StringComparison.Ordinal);
        Assert.Equal("withdrawn>granted", await Api.SqlAsync<string>($$"""
            select (d.details->>'old.brandBmw') || '>' || (d.details->>'new.brandBmw')
            from platform.audit a join platform.audit_details d on d.audit_id = a.id
            where a.action = 'organisations.permissions.changed' and a.object_kind = 'organisation' and a.tenant_id = '{{North}}'
            """));
        Assert.Equal("""{"code":"brandBmw","old":"withdrawn","new":"granted"}""", await Api.SqlAsync<string>($"select data::text from platform.events where type = 'organisations.permissions.changed' and tenant_id = '{North}'"));
        Assert.Equal("application", await Api.SqlAsync<string>($"select source from identity.tenant_rights where tenant_id = '{North}' and code = 'brandBmw'"));
    }

    [Fact]
    [Trait("Decision", "API-D3")]
    [Trait("Case", "TEN-2")]
    public async Task It_is_refused_with_a_reason_or_withdrawn_and_can_be_sent_again()
    {
        using var john = await Api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var rita = await Api.AsPersonAsync(SomePerson.Rita, "portal.read", "portal.write");
        using var ada = await Api.AsPersonAsync(SomePerson.Ada, "administration");
        var first = await john.CreatedAsync(Applications, Application());
        var second = await rita.CreatedAsync(Applications, Application());
        var problem = await john.RefusedAsync(Applications, Application(), 409, "organisations.application-already-open");
        Assert.Contains(Product, problem.Text("detail"), StringComparison.Ordinal);
        Assert.Equal([second.IdOf(), first.IdOf()], (await ada.ReadAsync(Reviews)).Values("id"));
        Assert.Equal([first.IdOf()], (await ada.ReadAsync($"{Reviews}?organisationId={North}&includeTotal=true")).Values("id"));
        var page = await ada.ReadAsync(Reviews + "?limit=1");
        Assert.Equal([first.IdOf()], (await ada.ReadAsync($"{Reviews}?limit=1&cursor={page["nextCursor"]}")).Values("id"));

        var refused = await ada.CreatedAsync($"{Reviews}/{first.IdOf()}/refusals", """{"text":"Too vague."}""");
        Assert.Equal(("refused", "Too vague."), (refused.Text("state"), refused.Text("reason")));
        Assert.Contains("Too vague.", (string?)(await Api.OrganisationMailsAsync(SomePerson.John.Email, "api-refused"))[0]["text"], StringComparison.Ordinal);
        var withdrawn = await rita.CreatedAsync($"{Applications}/{second.IdOf()}/withdrawals");
        Assert.Equal("withdrawn", withdrawn.Text("state"));

        foreach (var (path, body) in new[] { ("approvals", Approval()), ("refusals", """{"text":"x"}"""), ("questions", """{"text":"x"}""") })
        {
            Assert.Contains("refused", (await ada.RefusedAsync($"{Reviews}/{first.IdOf()}/{path}", body, 409, "organisations.application-not-open")).Text("detail"), StringComparison.Ordinal);
            await ada.RefusedAsync($"{Reviews}/{second.IdOf()}/{path}", body, 409, "organisations.application-not-open");
        }

        await john.RefusedAsync($"{Applications}/{first.IdOf()}/withdrawals", "{}", 409, "organisations.application-not-open");
        await john.RefusedAsync($"{Applications}/{first.IdOf()}/answers", """{"text":"x"}""", 409, "organisations.application-not-open");
        var again = await john.CreatedAsync(Applications, Application());
        await john.RefusedAsync($"{Applications}/{again.IdOf()}/answers", """{"text":"x"}""", 409, "organisations.application-not-open");
        await john.CreatedAsync($"{Applications}/{again.IdOf()}/withdrawals");
        Assert.Equal(0L, await Api.SqlAsync<long>($"select count(*) from identity.tenant_rights r join identity.tenants t on t.id = r.tenant_id where t.kind = 'organisation' and r.code = '{Right}'"));
    }

    [Fact]
    [Trait("Decision", "API-D3")]
    public async Task A_question_without_an_answer_closes_it_after_30_days()
    {
        using var john = await Api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var ada = await Api.AsPersonAsync(SomePerson.Ada, "administration");
        var application = await john.CreatedAsync(Applications, Application());
        await ada.CreatedAsync($"{Reviews}/{application.IdOf()}/questions", """{"text":"Which customers?"}""");
        await Api.SqlAsync("update identity.accounts set language = 'pl-PL' where login = 'john.smith@example.com'");
        await CloseAsync();
        Assert.Equal("waitingForApplicant", (await john.ReadAsync($"{Applications}/{application.IdOf()}")).Text("state"));

        await Api.Clock.AdvanceAsync(TimeSpan.FromDays(30));
        using var later = await Api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        await later.RefusedAsync($"{Applications}/{application.IdOf()}/answers", """{"text":"Late."}""", 409, "organisations.application-not-open");
        await CloseAsync();
        Assert.Equal("closed", (await later.ReadAsync($"{Applications}/{application.IdOf()}")).Text("state"));
        Assert.StartsWith("Twój wniosek", (string?)(await Api.OrganisationMailsAsync(SomePerson.John.Email, "api-closed"))[0]["subject"], StringComparison.Ordinal);
        await CloseAsync();
        Assert.Single(await Api.OrganisationMailsAsync(SomePerson.John.Email, "api-closed"));
        await later.CreatedAsync(Applications, Application());
    }

    [Fact]
    [Trait("Decision", "API-D3")]
    public async Task In_the_sandbox_the_technical_contact_decides_at_once()
    {
        await Api.SqlAsync($"delete from identity.tenant_rights r using identity.tenants t where t.id = r.tenant_id and t.parent_id = '{North}'");
        using var john = await Api.InSandboxAsync(SomePerson.John, "portal.read", "portal.write");
        var refused = await john.CreatedAsync(Applications, Application(body => body["technicalContact"]!["email"] = "refused@example.com"));
        Assert.Equal("refused", refused.Text("state"));
        var questioned = await john.CreatedAsync(Applications, Application(body => body["technicalContact"]!["email"] = "question@example.com"));
        Assert.Equal("waitingForApplicant", questioned.Text("state"));
        await john.CreatedAsync($"{Applications}/{questioned.IdOf()}/withdrawals");
        var approved = await john.CreatedAsync(Applications, Application());
        Assert.Equal(("approved", "sandbox"), (approved.Text("state"), (string?)approved["products"]![0]!["planCode"]));
        Assert.Equal(("sandbox", "sandbox"), ((await john.ReadAsync($"{Subscriptions}/{Product}")).Text("environment"), (await john.ReadAsync($"{Subscriptions}/{Product}")).Text("planCode")));
        using var outside = await Api.AsPersonAsync(SomePerson.John, "portal.read");
        Assert.Empty((await outside.ReadAsync(Applications))["items"]!.AsArray());
    }

    [Fact]
    [Trait("Requirement", "REGX-3")]
    public async Task The_sandbox_of_a_motorcycle_workshop_gets_brands_of_motorcycles_only()
    {
        await Api.SqlAsync($"""
            delete from identity.tenant_rights r using identity.tenants t where t.id = r.tenant_id and t.parent_id = '{North}';
            update identity.tenants set vehicle_kinds = array['motorcycle'] where id = '{North}' or parent_id = '{North}'
            """);
        using var john = await Api.InSandboxAsync(SomePerson.John, "portal.read", "portal.write");
        var approved = await john.CreatedAsync(Applications, Application());
        Assert.Equal(("approved", """["brandMotorrad"]"""), (approved.Text("state"), approved["brandPermissions"]!.ToJsonString()));
    }

    [Fact]
    public async Task Mails_go_to_whoever_represents_the_organisation_now_else_to_the_technical_contact()
    {
        using var john = await Api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var ada = await Api.AsPersonAsync(SomePerson.Ada, "administration");
        var application = await john.CreatedAsync(Applications, Application());
        await Api.PromoteAsync(SomePerson.Claire);
        await ada.CreatedAsync($"{Reviews}/{application.IdOf()}/questions", """{"text":"Which customers?"}""");
        Assert.Contains("Which customers?", (string?)(await Api.OrganisationMailsAsync(SomePerson.Claire.Email, "api-question"))[0]["text"], StringComparison.Ordinal);
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        await claire.CreatedAsync($"{Applications}/{application.IdOf()}/answers", """{"text":"Those of our workshop."}""");
        await Api.SqlAsync($"update identity.accounts set state = 'suspended' where id = '{SomePerson.Claire.Id}'");
        await ada.CreatedAsync($"{Reviews}/{application.IdOf()}/refusals", """{"text":"Too vague."}""");
        Assert.Contains("Too vague.", (string?)(await Api.OrganisationMailsAsync("it@example.com", "api-refused"))[0]["text"], StringComparison.Ordinal);
        Assert.Empty(await Api.OrganisationMailsAsync(SomePerson.John.Email, "api-question", count: 0));
        Assert.Empty(await Api.OrganisationMailsAsync(SomePerson.Claire.Email, "api-refused", count: 0));
    }

    private async Task CloseAsync()
    {
        foreach (var work in (IEnumerable<Aos.Api.Platform.Jobs.RecurringWork>)Api.Services.GetService(typeof(IEnumerable<Aos.Api.Platform.Jobs.RecurringWork>))!)
            if (work.Name == "close-api-applications")
                await work.RunAsync(Api.Services, CancellationToken.None);
    }

    private string WorkingDaysLater(int days)
    {
        var day = Api.Clock.GetUtcNow().UtcDateTime.Date;
        while (days > 0)
        {
            day = day.AddDays(1);
            days -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}
