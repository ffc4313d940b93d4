using System.Text.Json.Nodes;
using Aos.Api.Platform.Jobs;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Aos.Api.Tests.Organisations.Registrations;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.Closings;

/// <summary>The copy that an organisation gets when it closes itself: what it can read by the API, and nothing of others.</summary>
public sealed class OrganisationExportTests : IAsyncLifetime
{
    private readonly WithoutAccess _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Decision", "ORG-D8")]
    [Trait("Case", "TEN-10")]
    [Trait("Case", "TEN-11")]
    public async Task It_holds_what_the_API_tells_the_organisation()
    {
        using var john = await Api.JohnAsync();
        await FillAsync(john);
        var (closing, lines) = await ExportAsync(john);
        Assert.Equal(
            "organisation conditionAcceptance changeRequest apiApplication apiApplication apiSubscription apiSubscription apiClient apiClient user user user user withdrawnPermissions usage usage changeLogEntry changeLogEntry changeLogEntry",
            string.Join(' ', lines.Select(line => (string)line["kind"]!)));
        Assert.All(lines, line => Assert.Equal(["kind", (string)line["kind"]!], line.AsObject().Select(member => member.Key)));

        var organisation = Of(lines, "organisation").Single();
        Assert.Equal("Workshop North +43 1", $"{organisation["name"]} {organisation["phone"]}");
        Assert.Equal((await Api.SqlAsync<string>($"select string_agg(code, ' ' order by code) from identity.tenant_rights where tenant_id = '{North}'"))!, string.Join(' ', organisation["permissions"]!.AsArray().Select(code => (string)code!)));
        Assert.Equal($"7 {SomePerson.John.Id} 2026-10-05T08:15:30.000Z", string.Join(' ', Of(lines, "conditionAcceptance").Single().AsObject().Select(member => member.Value!.ToString())));
        Same(lines, "changeRequest", [(await john.ReadAsync(Own))["changeRequest"]!]);
        var applications = Of(lines, "apiApplication").Select(line => (string)line["environment"]!);
        Assert.Equal(["production", "sandbox"], applications.Order(StringComparer.Ordinal));
        var own = (await john.ReadAsync(Applications))["items"]!.AsArray().Single()!;
        Assert.Equal(["question:Which customers?", "answer:Those of our workshop."], own["messages"]!.AsArray().Select(message => $"{message!["kind"]}:{message["text"]}"));
        Assert.Contains(Of(lines, "apiApplication"), line => JsonNode.DeepEquals(own, line["application"]));
        var access = Of(lines, "apiSubscription").Single(line => (string?)line["subscription"]!["environment"] == "production");
        Assert.True(JsonNode.DeepEquals((await john.ReadAsync(Subscriptions))["items"]!.AsArray().Single(), access["subscription"]));
        Assert.Equal(["granted"], access["history"]!.AsArray().Select(line => (string)line!["kind"]!));
        Same(lines, "apiClient", (await john.ReadAsync(Clients))["items"]!.AsArray());
        Assert.DoesNotContain("aoscs_", string.Concat(lines.Select(line => line.ToJsonString())), StringComparison.Ordinal);
        Same(lines, "user", (await john.ReadAsync(UserPath))["items"]!.AsArray());
        Assert.Equal($$"""{"userId":"{{SomePerson.Claire.Id}}","permissions":["brandMini","cdis"]}""", Of(lines, "withdrawnPermissions").Single().ToJsonString());
        Same(lines, "usage", (await john.ReadAsync("/portal/v1/usage?usedFrom=2000-01-01"))["items"]!.AsArray());
        Same(lines, "changeLogEntry", (await john.ReadAsync(Own + "/change-log"))["items"]!.AsArray().Reverse());
        Assert.DoesNotContain("south", string.Concat(lines.Select(line => line.ToJsonString())), StringComparison.OrdinalIgnoreCase);

        using var rita = await Api.RitaAsync();
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        foreach (var path in new[] { (string)closing["exportJob"]!, closing["exportJob"] + "/result" })
        {
            using var foreign = await rita.GetAsync(path);
            await foreign.ProblemAsync(404, "jobs.not-found");
            using var user = await claire.GetAsync(path);
            await user.ProblemAsync(403, "access.legal-representative-required");
        }
    }

    [Fact]
    [Trait("Decision", "ORG-D8")]
    [Trait("Requirement", "REG-25")]
    public async Task It_holds_what_was_said_in_the_registration()
    {
        const string email = "copied@example.org";
        var id = await Api.InReviewAsync(email, ("/remarks", "We repair vehicles of all makes."), ("/attachmentIds", new JsonArray(await Api.UploadedAsync("licence.png"))));
        using var approved = await Api.ActAsync(id, "approvals", new { });
        var registration = await approved.JsonAsync();
        using var person = await Api.AsPersonAsync(
            new(await Api.SqlAsync<Guid>($"select id from identity.accounts where email = '{email}'"), (Guid)registration["organisationId"]!, "portal", email), "portal.read", "portal.write");
        var (_, lines) = await ExportAsync(person);
        Assert.Equal("organisation registration conditionAcceptance user changeLogEntry changeLogEntry", string.Join(' ', lines.Select(line => (string)line["kind"]!)));
        var copied = Of(lines, "registration").Single();
        Assert.Equal(["submittedAt", "confirmedAt", "approvedAt", "remarks", "attachments", "consents"], copied.AsObject().Select(member => member.Key));
        Assert.Equal($"{registration["submittedAt"]} {registration["confirmedAt"]} {registration["decidedAt"]} We repair vehicles of all makes.", $"{copied["submittedAt"]} {copied["confirmedAt"]} {copied["approvedAt"]} {copied["remarks"]}");
        Assert.Equal("licence.png", (string?)copied["attachments"]!.AsArray().Single()!["fileName"]);
        Assert.True(JsonNode.DeepEquals(registration["consents"], copied["consents"]));
    }

    [Fact]
    public async Task A_long_copy_comes_in_pieces_without_a_gap_or_a_repeat()
    {
        await Api.SqlAsync($$"""
            insert into identity.accounts
            select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'email', 'u' || n || '@example.com', 'login', 'u' || n || '@example.com'))).*
            from identity.accounts a, generate_series(1, 2001) n where a.id = '{{SomePerson.Claire.Id}}';
            insert into platform.usage (day, organisation_id, environment, client_id, product, operation, calls, units, successful, unchanged, refused, failed)
            select date '2026-01-01' + n % 7, '{{North}}', 'production', 'c' || n, 'vehicle-identification', 'GetVehicle', n, 0, 0, 0, 0, 0 from generate_series(1, 2001) n;
            insert into platform.audit (id, tenant_id, actor_kind, actor_id, action, object_kind, object_id, details_hash)
            select gen_random_uuid(), '{{North}}', 'system', 'aos', 'organisations.vat.checked', 'organisation', n::text, '' from generate_series(1, 2001) n
            """);
        using var john = await Api.JohnAsync();
        var (_, lines) = await ExportAsync(john);
        Assert.Equal(2005, Of(lines, "user").Select(user => (string)user["email"]!).Distinct().Count());
        Assert.Equal(2005, Of(lines, "user").Count());
        Assert.Equal(Enumerable.Range(1, 2001), Of(lines, "usage").Select(usage => (int)usage["calls"]!).Order());
        Assert.Equal(2001, Of(lines, "changeLogEntry").Select(entry => (string)entry["id"]!).Distinct().Count());
        Assert.Equal(2001, Of(lines, "changeLogEntry").Count());
    }

    /// <summary>One of everything, in both environments where there are two.</summary>
    [Fact]
    [Trait("Decision", "ORG-D8")]
    public async Task It_is_kept_until_the_closing_takes_effect()
    {
        using var john = await Api.JohnAsync();
        var (closing, _) = await ExportAsync(john);
        Assert.Contains("until then", (string)Assert.Single(await Api.OrganisationMailsAsync(SomePerson.John.Login, "closing"))["text"]!, StringComparison.Ordinal);
        await Api.Clock.AdvanceAsync((DateTimeOffset)closing["closesAt"]! - Api.Clock.GetUtcNow() - TimeSpan.FromMinutes(1));
        await Api.HourAsync<JobSweep>((sweep, cancellation) => sweep.RunAsync(cancellation));
        using var late = await Api.JohnAsync();
        using var kept = await late.GetAsync(closing["exportJob"] + "/result");
        Assert.Equal(System.Net.HttpStatusCode.OK, kept.StatusCode);
        await Api.Clock.AdvanceAsync(TimeSpan.FromMinutes(30));
        using var gone = await late.GetAsync(closing["exportJob"] + "/result");
        await gone.ProblemAsync(410, "jobs.result-expired");
    }

    private async Task FillAsync(HttpClient john)
    {
        using var ada = await Api.AdaAsync();
        using var inside = await Api.InSandboxAsync(SomePerson.John, "portal.read", "portal.write");
        await Api.SqlAsync($"""
            delete from identity.clients c using identity.tenants t where t.id = c.tenant_id and t.kind in ('organisation', 'sandbox') and c.id not like 'sandbox-app-%';
            delete from identity.tenant_rights where code = '{Right}' and tenant_id in (select id from identity.tenants where parent_id = '{North}')
            """);
        await john.SaveAsync(new { street = "New street 1", phone = "+43 1" });
        var application = await john.CreatedAsync(Applications, Application());
        await ada.CreatedAsync($"{Reviews}/{application.IdOf()}/questions", """{"text":"Which customers?"}""");
        await john.CreatedAsync($"{Applications}/{application.IdOf()}/answers", """{"text":"Those of our workshop."}""");
        await ada.CreatedAsync($"{Reviews}/{application.IdOf()}/approvals", Approval());
        await inside.CreatedAsync(Applications, Application());
        await john.CreatedAsync(Clients, Client());
        await Api.SqlAsync($"""
            insert into identity.account_withdrawals (account_id, code, withdrawn_by) values ('{SomePerson.Claire.Id}', 'cdis', 'test'), ('{SomePerson.Claire.Id}', 'brandMini', 'test'), ('{SomePerson.Sam.Id}', 'air', 'test');
            insert into organisations.condition_acceptances (tenant_id, version, accepted_by, accepted_at) values ('{North}', 7, '{SomePerson.John.Id}', '2026-10-05T08:15:30Z'), ('{South}', 8, '{SomePerson.Rita.Id}', '2026-10-05T08:15:30Z');
            insert into platform.usage (day, organisation_id, environment, client_id, product, operation, calls, units, successful, unchanged, refused, failed) values
                ('2026-01-02', '{North}', 'production', 'one', 'vehicle-identification', 'GetVehicle', 5, 4, 3, 1, 1, 0), ('2026-01-01', '{North}', 'sandbox', 'two', 'vehicle-identification', 'GetVehicle', 1, 1, 1, 0, 0, 0),
                ('2026-01-02', '{South}', 'production', 'south', 'vehicle-identification', 'GetVehicle', 5, 4, 3, 1, 1, 0)
            """);
    }

    private static async Task<(JsonNode Closing, List<JsonNode> Lines)> ExportAsync(HttpClient person)
    {
        var closing = await person.CreatedAsync(Own + "/closings", Answers.ToJson(new { confirmation = (string)(await person.ReadAsync(Own))["customerNumber"]! }));
        JsonNode? job = null;
        await Polling.UntilAsync(async () => (string?)(job = await person.ReadAsync((string)closing["exportJob"]!))["status"] == "succeeded");
        using var result = await person.GetAsync(closing["exportJob"] + "/result");
        Assert.Equal("application/x-ndjson", result.Content.Headers.ContentType!.MediaType);
        List<JsonNode> lines = [.. (await result.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        Assert.Equal(lines.Count, (int)job!["processed"]!);
        return (closing, lines);
    }

    private static IEnumerable<JsonNode> Of(List<JsonNode> lines, string kind) => lines.Where(line => (string?)line["kind"] == kind).Select(line => line[kind]!);

    private static void Same(List<JsonNode> lines, string kind, IEnumerable<JsonNode?> read)
    {
        Assert.Equal(read.Select(item => item!.ToJsonString()), Of(lines, kind).Select(item => item.ToJsonString()));
    }
}
