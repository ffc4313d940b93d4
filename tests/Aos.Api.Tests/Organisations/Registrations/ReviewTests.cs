using System.Net;
using Aos.Api.Organisations.Registrations;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Writes;
using Aos.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>What staff does with registrations, and in which state.</summary>
public sealed class ReviewTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Decision", "REG-D16")]
    [Trait("Case", "TEN-11")]
    public async Task Staff_lists_registrations_oldest_first_and_filters_them()
    {
        await api.SqlAsync("delete from organisations.registrations; delete from identity.login_names where holder_kind = 'registration'");
        var one = await api.InReviewAsync("list-1@example.org", ("/name", "Twins"), ("/street", "Lane 1"));
        await api.RegisterAsync(await api.PlainFormAsync("list-2@example.org", ("/country", "AT"), ("/userGroup", "bfas")));
        await api.RegisterAsync(await api.PlainFormAsync("list-3@example.org", ("/name", "TWINS"), ("/street", "lane 1")));
        Assert.Equal("list-1 list-2 list-3", await NamesAsync(""));
        Assert.Equal("list-1", await NamesAsync("?state=inReview"));
        Assert.Equal("list-2", await NamesAsync("?country=AT"));
        Assert.Equal("list-2", await NamesAsync("?userGroup=bfas"));
        Assert.Equal("list-3", await NamesAsync("?possibleDuplicate=true"));
        Assert.Equal("", await NamesAsync("?late=true"));
        Assert.Equal("", await NamesAsync("?state=inReview&country=AT"));

        using var staff = await api.AsPersonAsync(SomePerson.Ada, "administration");
        var first = await staff.ReadAsync(RegistrationKit.Staff + "?limit=2&includeTotal=true");
        Assert.Equal((2, 3, false), (first["items"]!.AsArray().Count, (int)first["total"]!, (bool)first["totalIsCapped"]!));
        var second = await staff.ReadAsync($"{RegistrationKit.Staff}?limit=2&cursor={first["nextCursor"]}");
        Assert.Equal("list-3@example.org", (string)Assert.Single(second["items"]!.AsArray())!["email"]!);
        Assert.Null((string?)second["nextCursor"]);
        using var wrong = await staff.GetAsync(RegistrationKit.Staff + "?state=lost");
        await wrong.ProblemAsync(400, "request.parameter-invalid");

        // Late: two working days after the confirmation, wherever a weekend lies.
        await api.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("", await NamesAsync("?late=true"));
        await api.Clock.AdvanceAsync(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        Assert.Equal("list-1", await NamesAsync("?late=true"));
        Assert.True((bool)(await api.ReadRegistrationAsync(one))["isLate"]!);
    }

    [Theory]
    [InlineData("2026-11-18T10:00:00Z", "Europe/Berlin", "2026-11-20T10:00:00Z")]
    [InlineData("2026-11-20T10:00:00Z", "Europe/Berlin", "2026-11-24T10:00:00Z")]
    [InlineData("2026-11-21T10:00:00Z", "Europe/Berlin", "2026-11-24T10:00:00Z")]
    [InlineData("2026-12-24T10:00:00Z", "Europe/Berlin", "2026-12-29T10:00:00Z")]
    [InlineData("2026-11-19T20:00:00Z", "Pacific/Auckland", "2026-11-23T20:00:00Z")]
    [Trait("Decision", "REG-D16")]
    public void Working_days_leave_out_weekends_and_known_holidays(string start, string zone, string end) => Assert.Equal(
        DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime,
        Aos.Api.Organisations.Registrations.WorkingDays.After(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, 2, zone, [new(2026, 12, 25)]));

    [Fact]
    [Trait("Decision", "REG-D16")]
    [Trait("Requirement", "REG-34")]
    public async Task A_refusal_needs_a_reason_and_frees_the_address()
    {
        const string email = "refused@example.org";
        var id = await api.InReviewAsync(email);
        foreach (var (reason, code) in new[] { (null, "required"), ("too short", "too-short"), (new string('x', 2001), "too-long") })
        {
            using var wrong = await api.ActAsync(id, "refusals", new { reason });
            Assert.Equal(code, (string)(await wrong.ProblemAsync(422, "request.fields-invalid"))["errors"]![0]!["code"]!);
        }

        using var refused = await api.ActAsync(id, "refusals", new { reason = "The licence is of another company." });
        var registration = await refused.JsonAsync();
        Assert.Equal((HttpStatusCode.Created, "rejected", "The licence is of another company."), (refused.StatusCode, (string)registration["state"]!, (string)registration["reason"]!));
        Assert.Contains("The licence is of another company.", (string)(await api.RegistrationMailsAsync(email, "refused"))[0]["text"]!, StringComparison.Ordinal);
        await api.RegisterAsync(await api.PlainFormAsync(email));
        await api.Clock.AdvanceAsync(TimeSpan.FromDays(89));
        await api.SweepAsync();
        Assert.Equal("rejected", (string)(await api.ReadRegistrationAsync(id))["state"]!);
        await api.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        await api.SweepAsync();
        using var staff = await api.AsPersonAsync(SomePerson.Ada, "administration");
        await (await staff.GetAsync($"{RegistrationKit.Staff}/{id}")).ProblemAsync(404, "organisations.registration-not-found");
    }

    [Fact]
    [Trait("Decision", "REG-D11")]
    [Trait("Requirement", "REG-27")]
    public async Task Documents_are_asked_for_delivered_once_and_the_review_goes_on()
    {
        const string email = "documents@example.org";
        var id = await api.InReviewAsync(email);
        using var asked = await api.ActAsync(id, "document-requests", new { text = "Please send your trading licence." });
        Assert.Equal(("documentsRequested", "Please send your trading licence."), ((string)(await asked.JsonAsync())["state"]!, (string)(await api.ReadRegistrationAsync(id))["documentsWanted"]!));
        Assert.Contains("Please send your trading licence.", (string)(await api.RegistrationMailsAsync(email, "documents"))[0]["text"]!, StringComparison.Ordinal);
        var link = await api.RegistrationLinkAsync(email, "documents");
        string[] files = [await api.UploadedAsync("a.png"), await api.UploadedAsync("b.png"), await api.UploadedAsync("c.png"), await api.UploadedAsync("d.png"), await api.UploadedAsync("A.PNG")];
        await RefusedAsync(link, files[..4], 422, "organisations.too-many-attachments");
        await RefusedAsync(link, [files[0], files[4]], 422, "organisations.attachment-name-duplicate");
        await RefusedAsync(link, [], 422, "request.fields-invalid");
        await RefusedAsync(link, [Guid.NewGuid().ToString()], 422, "request.fields-invalid");
        await RefusedAsync("aosln_1", files[..1], 404, "organisations.link-unknown");
        using var approval = await api.ActAsync(id, "approvals", new { });
        var tooEarly = await approval.ProblemAsync(409, "organisations.registration-not-in-review");
        Assert.Contains("documentsRequested", (string)tooEarly["detail"]!, StringComparison.Ordinal);
        // The act takes POST only: what has changed is read where the registration is.
        Assert.EndsWith($"/administration/v1/registrations/{id}", (string?)tooEarly["resolution"]!["url"], StringComparison.Ordinal);
        Assert.Equal("Read the resource again, and send the request again only if its state permits it.", (string?)tooEarly["resolution"]!["text"]);

        using var delivered = await DeliverAsync(link, files[..3]);
        Assert.Equal((HttpStatusCode.Accepted, "inReview"), (delivered.StatusCode, (string)(await delivered.JsonAsync())["state"]!));
        Assert.Equal(["a.png", "b.png", "c.png"], (await api.ReadRegistrationAsync(id))["attachments"]!.AsArray().Select(file => (string)file!["fileName"]!).Order(StringComparer.Ordinal));
        await RefusedAsync(link, files[3..4], 409, "organisations.registration-not-waiting-for-documents");
    }

    [Fact]
    [Trait("Decision", "REG-D11")]
    public async Task Without_documents_a_registration_is_refused_after_14_days_unless_somebody_resumes_it()
    {
        var (late, resumed) = (await api.InReviewAsync("late-documents@example.org"), await api.InReviewAsync("resumed@example.org"));
        foreach (var id in new[] { late, resumed })
            Assert.Equal(HttpStatusCode.Created, (await api.ActAsync(id, "document-requests", new { text = "Please send your trading licence." })).StatusCode);
        using var back = await api.ActAsync(resumed, "resumptions", null);
        Assert.Equal((HttpStatusCode.Created, "inReview"), (back.StatusCode, (string)(await back.JsonAsync())["state"]!));
        using var twice = await api.ActAsync(resumed, "resumptions", null);
        await twice.ProblemAsync(409, "organisations.registration-not-waiting-for-documents");
        var link = await api.RegistrationLinkAsync("late-documents@example.org", "documents");
        await api.Clock.AdvanceAsync(TimeSpan.FromDays(14));
        await RefusedAsync(link, [await api.UploadedAsync("late.png")], 410, "organisations.link-expired");
        await api.SweepAsync();
        Assert.Equal(("rejected", "inReview"), (await api.StateOfAsync("late-documents@example.org"), await api.StateOfAsync("resumed@example.org")));
        Assert.Contains("did not arrive in time", (string)(await api.RegistrationMailsAsync("late-documents@example.org", "refused"))[0]["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_whose_id_was_found_invalid_is_marked()
    {
        var (invalid, unknown) = (await api.InReviewAsync("bad-vat@example.org"), await api.InReviewAsync("unknown-vat@example.org"));
        await api.SqlAsync($"update organisations.registrations set vat_id = 'DE123456000', without_vat_id = false, vat_status = 'unavailable' where id = '{invalid}'");
        await api.SqlAsync($"update organisations.registrations set vat_id = 'DE123456503', without_vat_id = false, vat_status = 'unavailable' where id = '{unknown}'");
        await api.SweepAsync();
        Assert.Equal(("invalid", "unavailable"), ((string)(await api.ReadRegistrationAsync(invalid))["vatStatus"]!, (string)(await api.ReadRegistrationAsync(unknown))["vatStatus"]!));
        foreach (var (id, isBlocked) in new[] { (invalid, true), (unknown, false) })
        {
            using var approved = await api.ActAsync(id, "approvals", new { });
            var tenant = (string)(await approved.JsonAsync())["organisationId"]!;
            Assert.Equal(isBlocked, await api.SqlAsync<bool>($"select vat_blocked from identity.tenants where id = '{tenant}'"));
            Assert.Equal(!isBlocked, await api.SqlAsync<bool>($"select vat_next_check_at <= platform.now() from organisations.organisations where tenant_id = '{tenant}'"));
        }
    }

    [Fact]
    [Trait("Decision", "REG-D13")]
    public async Task A_result_of_the_register_that_comes_after_the_approval_is_left_to_the_organisation()
    {
        const string email = "late-vat@example.org";
        var id = await api.InReviewAsync(email);
        await api.SqlAsync($"update organisations.registrations set vat_id = 'DE123456000', without_vat_id = false, vat_status = 'unavailable' where id = '{id}'");
        using var approved = await api.ActAsync(id, "approvals", new { });
        Assert.Equal(HttpStatusCode.Created, approved.StatusCode);
        // Asked before the approval, answered after it.
        var isWritten = await api.Services.GetRequiredService<Writes>().RunAsync(Actor.System, requestId: null,
            write => RegistrationStore.SetVatAsync(write, id, "DE123456000", new(VatStatus.Invalid, null, [], api.Clock.GetUtcNow())), CancellationToken.None);
        Assert.False(isWritten);
        await api.SweepAsync();
        Assert.Equal("unavailable", (string?)(await api.ReadRegistrationAsync(id))["vatStatus"]);
        Assert.DoesNotContain("registration-vat-invalid", await api.WrittenForAsync(email), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Decision", "REG-D16")]
    public async Task Of_two_decisions_at_once_the_second_is_refused()
    {
        var id = await api.InReviewAsync("decided@example.org");
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => api.ActAsync(id, "approvals", new { })));
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        Assert.Equal(1, await api.SqlAsync<long>("select count(*) from identity.accounts where email = 'decided@example.org'"));
        foreach (var (act, body) in new (string, object)[] { ("approvals", new { }), ("refusals", new { reason = "Not this time, sorry." }), ("document-requests", new { text = "Send something else." }) })
            Assert.Contains("active", (string)(await (await api.ActAsync(id, act, body)).ProblemAsync(409, "organisations.registration-not-in-review"))["detail"]!, StringComparison.Ordinal);

        await api.RegisterAsync(await api.PlainFormAsync("early@example.org"));
        using var early = await api.ActAsync(await api.IdOfAsync("early@example.org"), "approvals", new { });
        await early.ProblemAsync(409, "organisations.registration-not-in-review");
    }

    [Fact]
    [Trait("Decision", "REG-D1")]
    [Trait("Case", "TEN-5")]
    [Trait("Case", "TEN-1")]
    public async Task Only_staff_with_the_right_may_do_so()
    {
        var id = await api.InReviewAsync("guarded@example.org");
        (HttpMethod, string, string?)[] operations =
        [
            (HttpMethod.Get, "", null), (HttpMethod.Get, $"/{id}", null), (HttpMethod.Post, $"/{id}/approvals", "{}"), (HttpMethod.Post, $"/{id}/refusals", """{"reason":"Not this time, sorry."}"""),
            (HttpMethod.Post, $"/{id}/document-requests", """{"text":"Send something else."}"""), (HttpMethod.Post, $"/{id}/resumptions", null),
        ];
        foreach (var (method, path, body) in operations)
        {
            using var bob = await api.AsPersonAsync(SomePerson.Bob, "administration");
            await (await bob.SendJsonAsync(method, RegistrationKit.Staff + path, body, "guarded")).ProblemAsync(403, "access.permission-missing");
            using var john = await api.AsPersonAsync(SomePerson.John, "administration");
            await (await john.SendJsonAsync(method, RegistrationKit.Staff + path, body, "guarded")).ProblemAsync(403, "access.administrator-required");
            using var ada = await api.AsPersonAsync(SomePerson.Ada, "portal.write");
            await (await ada.SendJsonAsync(method, RegistrationKit.Staff + path, body, "guarded")).ProblemAsync(403, "access.scope-missing");
            await (await api.AsNobody().SendJsonAsync(method, RegistrationKit.Staff + path, body, "guarded")).ProblemAsync(401, "auth.not-signed-in");
        }

        foreach (var unknown in new[] { Guid.NewGuid().ToString(), "x" })
        {
            using var staff = await api.AsPersonAsync(SomePerson.Ada, "administration");
            foreach (var (method, path, body) in operations[1..])
                await (await staff.SendJsonAsync(method, RegistrationKit.Staff + path.Replace(id.ToString(), unknown, StringComparison.Ordinal), body, Guid.NewGuid().ToString())).ProblemAsync(404, "organisations.registration-not-found");
        }

        Assert.Equal("inReview", await api.StateOfAsync("guarded@example.org"));
    }

    private async Task<string> NamesAsync(string query)
    {
        using var staff = await api.AsPersonAsync(SomePerson.Ada, "administration");
        return string.Join(' ', (await staff.ReadAsync(RegistrationKit.Staff + query))["items"]!.AsArray().Select(item => ((string)item!["email"]!).Split('@')[0]));
    }

    private Task<HttpResponseMessage> DeliverAsync(string link, string[] files) =>
        api.AsNobody().SendJsonAsync(HttpMethod.Post, RegistrationKit.Documents, Answers.ToJson(new { link, attachmentIds = files }));

    private async Task RefusedAsync(string link, string[] files, int status, string code)
    {
        using var answer = await DeliverAsync(link, files);
        await answer.ProblemAsync(status, code);
    }
}
