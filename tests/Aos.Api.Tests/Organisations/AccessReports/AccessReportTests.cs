using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.AccessReports;

/// <summary>Who holds which right, since when and by whom.</summary>
public sealed class AccessReportTests : IAsyncLifetime
{
    private const string Own = "/portal/v1/access-report";
    private static readonly Guid North = SomePerson.John.TenantId, South = SomePerson.Sam.TenantId;
    private readonly ApiHost _api = new();

    public async Task InitializeAsync()
    {
        await _api.InitializeAsync();
        await _api.PromoteAsync(SomePerson.Sam);
        await _api.SqlAsync($"""
            insert into identity.tenant_rights (tenant_id, code, source, granted_by, valid_from)
            values ('{North}', 'cdis', 'administrator', 'account:{SomePerson.Ada.Id}', '2026-01-02T03:04:05Z'), ('{South}', 'tunerFree', 'administrator', 'test', platform.now());
            insert into identity.account_withdrawals (account_id, code, withdrawn_by) values ('{SomePerson.Claire.Id}', 'cdis', 'account:{SomePerson.John.Id}');
            update identity.accounts set first_name = '=HYPERLINK("x")', last_name = 'Smith; "C"' where id = '{SomePerson.Claire.Id}'
            """);
    }

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task The_report_names_organisation_people_and_programs()
    {
        using var john = await JohnAsync();
        var page = await john.ReadAsync(Own + "?limit=200&includeTotal=true");
        var lines = page["items"]!.AsArray();
        Assert.Equal(lines.Count, (int)page["total"]!);
        Assert.Equal(["organisation", "user", "client"], lines.Select(line => (string)line!["holder"]!).Distinct());
        var cdis = lines.Where(line => (string?)line!["code"] == "cdis").ToList();
        Assert.Equal(["organisation Workshop North", "user Ivy Smith", "user John Smith", "user Sue Smith"], cdis.Select(line => $"{line!["holder"]} {line["holderName"]}"));
        Assert.Equal(("CDIS", "2026-01-02T03:04:05.000Z", "administrator", false), ((string?)cdis[0]!["name"], (string?)cdis[0]!["grantedAt"], (string?)cdis[0]!["grantedBy"], (bool)cdis[0]!["isInherited"]!));
        Assert.Equal(("john.smith@example.com", "active", true), ((string?)cdis[2]!["email"], (string?)cdis[2]!["holderState"], (bool)cdis[2]!["isInherited"]!));
        Assert.Contains(lines, line => (string?)line!["holderId"] == "test-workshop" && (string?)line["code"] == "apiVehicleIdentification");
        Assert.DoesNotContain(lines, line => (string?)line!["holderName"] is "Workshop South" or "Sam South" || (string?)line["code"] == "tunerFree" || (string?)line["email"] == SomePerson.Gone.Email);

        Assert.Equal(["brandBmw", "brandMini", "brandMotorrad", "brandRollsRoyce"], (await john.ReadAsync(Own + "?holder=user&q=claire"))["items"]!.AsArray().Select(line => (string)line!["code"]!));
        Assert.Equal(4, (int)(await john.ReadAsync(Own + "?code=cdis&includeTotal=true"))["total"]!);
        Assert.Empty((await john.ReadAsync(Own + "?q=%25_"))["items"]!.AsArray());
        var seen = new List<string>();
        for (string? cursor = null; ;)
        {
            var next = await john.ReadAsync(Own + "?limit=6" + (cursor is null ? "" : "&cursor=" + cursor));
            seen.AddRange(next["items"]!.AsArray().Select(line => line!.ToJsonString()));
            if ((cursor = (string?)next["nextCursor"]) is null)
                break;
        }

        Assert.Equal(lines.Select(line => line!.ToJsonString()), seen);
        using var sam = await _api.AsPersonAsync(SomePerson.Sam, "portal.read");
        Assert.Contains((await sam.ReadAsync(Own + "?limit=200"))["items"]!.AsArray(), line => (string?)line!["code"] == "tunerFree");
        Assert.DoesNotContain("North", (await sam.ReadAsync(Own + "?limit=200")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Case", "INJ-5")]
    public async Task The_report_comes_as_CSV_with_formulas_as_text_and_as_NDJSON()
    {
        using var john = await JohnAsync();
        var lines = (await john.ReadAsync(Own + "?limit=200"))["items"]!.AsArray();
        using var csv = await john.GetAsync(Own + "/download");
        Assert.Equal(("text/csv; charset=utf-8", "attachment; filename=\"access-report.csv\""), (csv.Content.Headers.ContentType!.ToString(), csv.Header("Content-Disposition")));
        var rows = (await csv.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.Equal("holder,holderId,holderName,email,holderState,code,name,grantedAt,validUntil,grantedBy,isInherited,isSuspended", rows[0]);
        Assert.Equal(lines.Count + 2, rows.Length);
        Assert.Equal($"organisation,{North},Workshop North,,active,cdis,CDIS,2026-01-02T03:04:05.000Z,,administrator,false,false", Assert.Single(rows, row => row.StartsWith("organisation", StringComparison.Ordinal) && row.Contains(",cdis,", StringComparison.Ordinal)));
        var claire = rows.First(row => row.Contains("claire", StringComparison.Ordinal));
        Assert.StartsWith($"user,{SomePerson.Claire.Id},\"'=HYPERLINK(\"\"x\"\") Smith; \"\"C\"\"\",claire.smith@example.com,", claire, StringComparison.Ordinal);

        using var ndjson = await john.GetAsync(Own + "/download?format=ndjson");
        Assert.Equal("application/x-ndjson", ndjson.Content.Headers.ContentType!.ToString());
        Assert.Equal(lines.Select(line => line!.ToJsonString()), (await ndjson.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!.ToJsonString()));
        using var some = await john.GetAsync(Own + "/download?format=ndjson&code=cdis");
        Assert.Equal(4, (await some.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n').Length);
        var again = new HttpRequestMessage(HttpMethod.Get, Own + "/download");
        again.Headers.TryAddWithoutValidation("If-None-Match", csv.Header("ETag"));
        Assert.Equal(HttpStatusCode.NotModified, (await john.SendAsync(again)).StatusCode);
        Assert.Equal("application/x-ndjson", await TypeAsync(john, "", "application/x-ndjson"));
        Assert.Equal("application/x-ndjson", await TypeAsync(john, "", "text/csv;q=0.5, application/x-ndjson"));
        Assert.Equal("text/csv", await TypeAsync(john, "", "text/csv, application/x-ndjson"));
        Assert.Equal("text/csv", await TypeAsync(john, "", "*/*"));
        Assert.Equal("text/csv", await TypeAsync(john, "?format=csv", "application/x-ndjson"));
        using var bad = await john.GetAsync(Own + "/download?format=pdf");
        await bad.ProblemAsync(400, "request.parameter-invalid");
    }

    private static async Task<string?> TypeAsync(HttpClient http, string query, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Own + "/download" + query);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await http.SendAsync(request);
        Assert.Equal("Authorization, Accept, Accept-Language, Accept-Encoding", answer.Header("Vary"));
        return answer.Content.Headers.ContentType?.MediaType;
    }

    [Fact]
    public async Task What_is_suspended_says_so()
    {
        await _api.SqlAsync($"update identity.tenant_rights set state = 'suspended' where tenant_id = '{North}' and code = 'apiVehicleIdentification'");
        using var john = await JohnAsync();
        Assert.Equal(["organisation Workshop North True", "client test-production True", "client test-workshop False"], (await john.ReadAsync(Own + "?code=apiVehicleIdentification"))["items"]!.AsArray()
            .Select(line => $"{line!["holder"]} {((string?)line["holder"] == "client" ? line["holderId"] : line["holderName"])} {(bool)line["isSuspended"]!}").OrderBy(text => text[0] == 'o' ? 0 : 1).ThenBy(text => text, StringComparer.Ordinal));
        Assert.Equal(["sandbox"], (await john.ReadAsync("/portal/v1/usage/limits"))["items"]!.AsArray().Select(item => (string)item!["environment"]!));
    }

    [Fact]
    public async Task Staff_reads_it_of_every_organisation_and_of_the_staff()
    {
        using var ada = await _api.AsPersonAsync(SomePerson.Ada, "administration");
        var lines = (await ada.ReadAsync($"/administration/v1/organisations/{North}/access-report?code=cdis"))["items"]!.AsArray();
        Assert.Equal("Ada Ada", (string?)lines[0]!["grantedBy"]);
        var staff = (await ada.ReadAsync($"/administration/v1/organisations/{SomePerson.Ada.TenantId}/access-report?holder=user&limit=200"))["items"]!.AsArray();
        Assert.Contains(staff, line => (string?)line!["code"] == "staff.administer" && (string?)line["email"] == SomePerson.Ada.Email && (string?)line["grantedBy"] == "test");
        Assert.DoesNotContain(staff, line => (string?)line!["email"] == SomePerson.Bob.Email);
        using var file = await ada.GetAsync($"/administration/v1/organisations/{South}/access-report/download");
        Assert.Contains("tunerFree", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var id in new[] { Guid.NewGuid().ToString(), "x", SomePerson.Otto.TenantId.ToString() })
            foreach (var path in new[] { "", "/download" })
            {
                using var unknown = await ada.GetAsync($"/administration/v1/organisations/{id}/access-report{path}");
                await unknown.ProblemAsync(404, "organisations.permission-holder-not-found");
            }
    }

    [Fact]
    [Trait("Case", "TEN-5")]
    public async Task Refusals()
    {
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var john = await _api.AsPersonAsync(SomePerson.John, "vehicle.read", "administration");
        using var bob = await _api.AsPersonAsync(SomePerson.Bob, "administration");
        using var machine = await _api.AsAsync(Somebody.Workshop);
        foreach (var path in new[] { "", "/download" })
        {
            using var user = await claire.GetAsync(Own + path);
            await user.ProblemAsync(403, "access.legal-representative-required");
            using var scope = await john.GetAsync(Own + path);
            await scope.ProblemAsync(403, "access.scope-missing");
            using var program = await machine.GetAsync(Own + path);
            await program.ProblemAsync(403, "access.person-required");
            using var outside = await john.GetAsync($"/administration/v1/organisations/{South}/access-report{path}");
            await outside.ProblemAsync(403, "access.administrator-required");
            using var without = await bob.GetAsync($"/administration/v1/organisations/{South}/access-report{path}");
            await without.ProblemAsync(403, "access.permission-missing");
        }

        using var first = await JohnAsync();
        using var query = await first.GetAsync(Own + "?organisationId=" + South);
        await query.ProblemAsync(400, "request.parameter-invalid");
        using var kind = await first.GetAsync(Own + "?holder=robot");
        await kind.ProblemAsync(400, "request.parameter-invalid");
        using var sam = await _api.AsPersonAsync(SomePerson.Sam, "portal.read");
        var cursor = (string?)(await first.ReadAsync(Own + "?limit=1"))["nextCursor"];
        using var foreign = await sam.GetAsync(Own + "?limit=1&cursor=" + cursor);
        await foreign.ProblemAsync(400, "paging.cursor-invalid");
    }

    private Task<HttpClient> JohnAsync() => _api.AsPersonAsync(SomePerson.John, "portal.read");
}
