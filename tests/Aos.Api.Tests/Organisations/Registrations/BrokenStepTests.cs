using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>A node that dies in the middle of a step: nothing of the step is there, and the same request finishes it.</summary>
public sealed class BrokenStepTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Email = "broken@example.org";

    [Fact]
    [Trait("Requirement", "REG-2")]
    [Trait("Decision", "REG-D9")]
    [Trait("Decision", "REG-D16")]
    public async Task A_registration_that_breaks_off_in_any_step_loses_nothing_and_leaves_nothing_half()
    {
        var form = (await api.FormAsync(Email, ("/attachmentIds", new JsonArray(await api.UploadedAsync("one.png"))))).ToJsonString();
        var later = await api.UploadedAsync("two.png");
        using var nobody = api.AsNobody();
        using var ada = await api.AdaAsync();
        await BrokenAsync(202, () => nobody.SendJsonAsync(HttpMethod.Post, RegistrationKit.Path, form, "broken-send"));
        var link = Answers.ToJson(new { link = await api.RegistrationLinkAsync(Email, "confirm") });
        await BrokenAsync(201, () => nobody.SendJsonAsync(HttpMethod.Post, RegistrationKit.Confirmations, link));
        var registration = $"{RegistrationKit.Staff}/{await api.IdOfAsync(Email)}";
        await BrokenAsync(201, () => ada.SendJsonAsync(HttpMethod.Post, registration + "/document-requests", """{"text":"Please send your trading licence."}""", "broken-wish"));
        var delivery = Answers.ToJson(new { link = await api.RegistrationLinkAsync(Email, "documents"), attachmentIds = new[] { later } });
        await BrokenAsync(202, () => nobody.SendJsonAsync(HttpMethod.Post, RegistrationKit.Documents, delivery));
        await BrokenAsync(201, () => ada.SendJsonAsync(HttpMethod.Post, registration + "/approvals", "{}", "broken-approval"));

        Assert.Equal("active", await api.StateOfAsync(Email));
        Assert.Equal("organisations.registration-confirm organisations.registration-documents organisations.registration-approved", await api.WrittenForAsync(Email));
        Assert.Equal(1L, await api.SqlAsync<long>($"select count(*) from identity.accounts where email = '{Email}'"));
        Assert.Equal(["one.png", "two.png"], (await ada.ReadAsync(registration))["attachments"]!.AsArray().Select(file => (string)file!["fileName"]!));
    }

    /// <summary>The connection is cut at the end of the step, when everything else is written; then the same request is sent again.</summary>
    private async Task BrokenAsync(int status, Func<Task<HttpResponseMessage>> step)
    {
        var before = await StoredAsync();
        await api.SqlAsync("""
            create or replace function platform.test_cut() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return new; end $$;
            create trigger test_cut before insert on platform.audit for each row when (new.action like 'organisations.registration.%') execute function platform.test_cut()
            """);
        using (var broken = await step())
            Assert.True((int)broken.StatusCode >= 500, $"{(int)broken.StatusCode} {await broken.Content.ReadAsStringAsync()}");
        Assert.Equal(before, await StoredAsync());
        await api.SqlAsync("drop trigger test_cut on platform.audit");
        using var done = await step();
        Assert.True((int)done.StatusCode == status, $"{(int)done.StatusCode} {await done.Content.ReadAsStringAsync()}");
        Assert.NotEqual(before, await StoredAsync());
    }

    /// <summary>Everything that a step writes.</summary>
    private Task<string?> StoredAsync() => api.SqlAsync<string>($"""
        select concat_ws(' | ',
            (select string_agg(r.state || ' ' || r.version || ' ' || coalesce(r.tenant_id::text, '-'), ', ' order by r.id) from organisations.registrations r),
            (select count(*) || ' links, ' || count(used_at) || ' used' from organisations.registration_links),
            (select string_agg(coalesce(a.registration_id::text, '-'), ', ' order by a.id) from organisations.registration_attachments a),
            (select count(*) || ' names' from identity.login_names), (select count(*) || ' tenants' from identity.tenants), (select count(*) || ' accounts' from identity.accounts),
            (select count(*) || ' rights' from identity.tenant_rights), (select count(*) || ' organisations' from organisations.organisations),
            (select count(*) || ' mails' from platform.outbox where recipient = '{Email}'), (select count(*) || ' events' from platform.events),
            (select count(*) || ' acts' from platform.audit where action like 'organisations.registration.%'))
        """);
}
