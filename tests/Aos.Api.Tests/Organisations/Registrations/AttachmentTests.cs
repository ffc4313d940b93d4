using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>Files of registrations: what is taken, what is refused, who reads them.</summary>
public sealed class AttachmentTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const int Max = 1_048_576;

    [Theory]
    [InlineData("a.png", 0, "image/png", 422, "organisations.attachment-empty")]
    [InlineData("a.png", Max + 1, "image/png", 413, "organisations.attachment-too-large")]
    [InlineData("a.png", 3 * Max, "image/png", 413, "organisations.attachment-too-large")]
    [InlineData("a.svg", 100, "image/svg+xml", 415, "organisations.attachment-type-not-permitted")]
    [InlineData("a.html", 100, "text/html", 415, "organisations.attachment-type-not-permitted")]
    [InlineData("a.zip", 100, "application/zip", 415, "organisations.attachment-type-not-permitted")]
    [InlineData("a.exe", 100, "image/png", 415, "organisations.attachment-type-not-permitted")]
    [InlineData("a", 100, "image/png", 415, "organisations.attachment-type-not-permitted")]
    [InlineData("a.png", 100, "image/jpeg", 415, "organisations.attachment-type-not-permitted")]
    [InlineData("a.png", 100, "multipart/form-data; boundary=x", 415, "organisations.attachment-type-not-permitted")]
    [InlineData("../a.png", 100, "image/png", 422, "organisations.attachment-name-invalid")]
    [InlineData("C:\\a.png", 100, "image/png", 422, "organisations.attachment-name-invalid")]
    [InlineData("a\u202egpj.png", 100, "image/png", 422, "organisations.attachment-name-invalid")]
    [InlineData("a\0.png", 100, "image/png", 422, "organisations.attachment-name-invalid")]
    [InlineData("long", 100, "image/png", 422, "organisations.attachment-name-invalid")]
    [Trait("Requirement", "REG-25")]
    [Trait("Requirement", "REG-26")]
    [Trait("Decision", "REG-D10")]
    [Trait("Case", "FIL-1")]
    [Trait("Case", "FIL-3")]
    [Trait("Case", "FIL-5")]
    [Trait("Case", "FIL-6")]
    [Trait("Case", "FIL-7")]
    public async Task What_is_no_small_picture_with_a_plain_name_is_refused(string name, int size, string type, int status, string code)
    {
        await api.ForgetVisitorsAsync();
        var before = await CountAsync();
        using var answer = await api.UploadAsync(name == "long" ? new string('x', 300) + ".png" : name, size == 0 ? [] : RegistrationKit.Png(size), type);
        await answer.ProblemAsync(status, code);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    [Trait("Requirement", "REG-26")]
    [Trait("Decision", "REG-D10")]
    [Trait("Decision", "REG-D11")]
    public async Task Names_differ_and_files_are_counted_over_the_whole_registration()
    {
        const string email = "licences@example.org";
        var id = await api.InReviewAsync(email, ("/attachmentIds", new JsonArray(await api.UploadedAsync("licence.png"))));
        using (var asked = await api.ActAsync(id, "document-requests", new { text = "Please send your trading licence." }))
            Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        var link = await api.RegistrationLinkAsync(email, "documents");
        string[] files = [await api.UploadedAsync("LICENCE.png"), await api.UploadedAsync("more.png"), await api.UploadedAsync("most.png")];
        using (var twin = await DeliverAsync(link, files[0], files[1]))
            Assert.Equal("/attachmentIds:attachment-name-duplicate", (await twin.ProblemAsync(422, "organisations.attachment-name-duplicate")).FieldsOf());
        await api.SqlAsync($"""
            insert into organisations.registration_attachments (id, registration_id, attached_at, file_name, media_type, size, sha256, content)
            select gen_random_uuid(), '{id}', platform.now(), 'former-' || n || '.png', 'image/png', 1, '\x00', '\x00' from generate_series(1, 28) n
            """);
        using (var many = await DeliverAsync(link, files[1], files[2]))
            Assert.Equal("/attachmentIds:too-many-attachments", (await many.ProblemAsync(422, "organisations.too-many-attachments")).FieldsOf());
        using var last = await DeliverAsync(link, files[1]);
        Assert.Equal((HttpStatusCode.Accepted, "inReview"), (last.StatusCode, await api.StateOfAsync(email)));
        Assert.Equal(30, (await api.ReadRegistrationAsync(id))["attachments"]!.AsArray().Count);
    }

    [Fact]
    [Trait("Case", "FIL-2")]
    [Trait("Case", "FIL-6")]
    [Trait("Decision", "REG-D10")]
    public async Task Content_that_is_no_picture_is_refused()
    {
        byte[] exe = [.. "MZ"u8, .. new byte[200]];
        byte[] behind = [.. RegistrationKit.Png(), .. "<script>"u8];
        foreach (var content in new[] { exe, Encoding.UTF8.GetBytes("<svg/>"), RegistrationKit.Png()[..60], behind, RegistrationKit.Png(width: 10_000, height: 10_000) })
        {
            await api.ForgetVisitorsAsync();
            using var answer = await api.UploadAsync("a.png", content);
            await answer.ProblemAsync(415, "organisations.attachment-type-not-permitted");
        }

        using var largest = await api.UploadAsync("largest.PNG", RegistrationKit.Png(Max));
        Assert.Equal(HttpStatusCode.Created, largest.StatusCode);
        using var nameless = await api.AsNobody().PostAsync(RegistrationKit.Uploads, new ByteArrayContent(RegistrationKit.Png()));
        await nameless.ProblemAsync(400, "request.parameter-invalid");
    }

    [Fact]
    [Trait("Case", "FIL-10")]
    public async Task An_upload_that_breaks_off_leaves_no_row()
    {
        var before = await CountAsync();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync("127.0.0.1", api.Address.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST {RegistrationKit.Uploads}?fileName=a.png HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: 1000\r\n\r\nabc"));
            await socket.GetStream().FlushAsync();
        }

        Assert.Equal(HttpStatusCode.Created, (await api.UploadAsync("b.png", RegistrationKit.Png())).StatusCode);
        Assert.Equal(before + 1, await CountAsync());
    }

    [Fact]
    [Trait("Requirement", "REG-25")]
    [Trait("Requirement", "REG-26")]
    [Trait("Requirement", "REG-27")]
    [Trait("Requirement", "REG-28")]
    [Trait("Decision", "REG-D10")]
    [Trait("Case", "FIL-4")]
    [Trait("Case", "FIL-9")]
    [Trait("Case", "TEN-4")]
    [Trait("Case", "INJ-7")]
    public async Task Up_to_three_files_with_different_names_go_with_a_registration()
    {
        var (one, two, three, four, twin) = (await api.UploadedAsync("Prüfung \"1\".png"), await api.UploadedAsync("two.png"), await api.UploadedAsync("three.png"), await api.UploadedAsync("four.png"), await api.UploadedAsync("TWO.png"));
        using var tooMany = await api.SendAsync(await api.PlainFormAsync("files@example.org", Ids(one, two, three, four)));
        Assert.Equal("/attachmentIds", (string)(await tooMany.ProblemAsync(422, "organisations.too-many-attachments"))["errors"]![0]!["pointer"]!);
        using var twins = await api.SendAsync(await api.PlainFormAsync("files@example.org", Ids(two, twin)));
        await twins.ProblemAsync(422, "organisations.attachment-name-duplicate");
        using var twice = await api.SendAsync(await api.PlainFormAsync("files@example.org", Ids(two, two)));
        Assert.Equal("/attachmentIds:repeated", (await twice.ProblemAsync(422, "request.fields-invalid")).FieldsOf());

        await api.RegisterAsync(await api.PlainFormAsync("files@example.org", Ids(one, two, three)));
        var id = await api.IdOfAsync("files@example.org");
        var registration = await api.ReadRegistrationAsync(id);
        Assert.Equal(["Prüfung \"1\".png", "two.png", "three.png"], registration["attachments"]!.AsArray().Select(file => (string)file!["fileName"]!));
        using var used = await api.SendAsync(await api.PlainFormAsync("other-files@example.org", Ids(two)));
        Assert.Equal("/attachmentIds/0", (string)(await used.ProblemAsync(422, "request.fields-invalid"))["errors"]![0]!["pointer"]!);

        using var staff = await api.AsPersonAsync(SomePerson.Ada, "administration");
        using var file = await staff.GetAsync($"{RegistrationKit.Staff}/{id}/attachments/{one}");
        Assert.Equal((HttpStatusCode.OK, "image/png"), (file.StatusCode, file.Content.Headers.ContentType!.ToString()));
        Assert.Equal(RegistrationKit.Png(), await file.Content.ReadAsByteArrayAsync());
        Assert.Equal(("nosniff", "sandbox"), (file.Header("X-Content-Type-Options"), file.Header("Content-Security-Policy")));
        Assert.StartsWith("attachment; filename=", file.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Contains("filename*=UTF-8''Pr%C3%BCfung%20%221%22.png", file.Header("Content-Disposition"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Case", "FIL-8")]
    [Trait("Case", "TEN-1")]
    [Trait("Case", "TEN-3")]
    public async Task Only_staff_that_checks_registrations_reads_files()
    {
        var (mine, other) = (await api.UploadedAsync("mine.png"), await api.UploadedAsync("other.png"));
        await api.RegisterAsync(await api.PlainFormAsync("mine@example.org", Ids(mine)));
        await api.RegisterAsync(await api.PlainFormAsync("other@example.org", Ids(other)));
        var id = await api.IdOfAsync("mine@example.org");
        using var staff = await api.AsPersonAsync(SomePerson.Ada, "administration");
        foreach (var path in new[] { $"{id}/attachments/{other}", $"{id}/attachments/{Guid.NewGuid()}", $"{id}/attachments/x", $"{Guid.NewGuid()}/attachments/{mine}" })
            await (await staff.GetAsync($"{RegistrationKit.Staff}/{path}")).ProblemAsync(404, "organisations.attachment-not-found");
        await (await staff.GetAsync($"{RegistrationKit.Staff}/x/attachments/{mine}")).ProblemAsync(404, "organisations.registration-not-found");
        using var bob = await api.AsPersonAsync(SomePerson.Bob, "administration");
        await (await bob.GetAsync($"{RegistrationKit.Staff}/{id}/attachments/{mine}")).ProblemAsync(403, "access.permission-missing");
        using var john = await api.AsPersonAsync(SomePerson.John, "administration");
        await (await john.GetAsync($"{RegistrationKit.Staff}/{id}/attachments/{mine}")).ProblemAsync(403, "access.administrator-required");
    }

    [Fact]
    [Trait("Decision", "REG-D10")]
    public async Task Files_are_swept_unused_after_a_day_and_90_days_after_the_decision()
    {
        var (unused, used) = (await api.UploadedAsync("unused.png"), await api.UploadedAsync("used.png"));
        var id = await api.InReviewAsync("swept@example.org", Ids(used));
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(24));
        using var late = await api.SendAsync(await api.PlainFormAsync("late-file@example.org", Ids(unused)));
        await late.ProblemAsync(422, "request.fields-invalid");
        await api.SweepAsync();
        Assert.Equal(0, await CountAsync(unused));
        using var approved = await api.ActAsync(id, "approvals", new { });
        Assert.Equal(HttpStatusCode.Created, approved.StatusCode);
        await api.Clock.AdvanceAsync(TimeSpan.FromDays(89));
        await api.SweepAsync();
        Assert.Equal(1, await CountAsync(used));
        await api.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        await api.SweepAsync();
        Assert.Equal(0, await CountAsync(used));
        Assert.Equal("active", await api.StateOfAsync("swept@example.org"));
    }

    [Fact]
    [Trait("Decision", "REG-D10")]
    public async Task After_twenty_files_an_hour_an_address_waits()
    {
        await api.ForgetVisitorsAsync();
        await api.SqlAsync("insert into organisations.visitor_acts (kind, address) select 'registrationAttachment', '127.0.0.1' from generate_series(1, 20)");
        using var refused = await api.UploadAsync("a.png", RegistrationKit.Png());
        await refused.ProblemAsync(429, "organisations.too-many-requests");
    }

    private static (string, JsonNode?) Ids(params string[] ids) => ("/attachmentIds", new JsonArray([.. ids.Select(id => (JsonNode)id)]));

    private Task<HttpResponseMessage> DeliverAsync(string link, params string[] files) =>
        api.AsNobody().SendJsonAsync(HttpMethod.Post, RegistrationKit.Documents, Answers.ToJson(new { link, attachmentIds = files }));

    private Task<long> CountAsync(string? id = null) =>
        api.SqlAsync<long>("select count(*) from organisations.registration_attachments" + (id is null ? "" : $" where id = '{id}'"));
}
