using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>A step whose transaction breaks at its last statement, by an error or with its connection, has had no effect; its repeat on another node finishes it once.</summary>
public sealed class RegistrationBrokenTests : IAsyncLifetime
{
    private const string Error = "raise exception 'broken by a test'", End = "perform pg_terminate_backend(pg_backend_pid())";
    private readonly ApiHost _api = new();
    private ApiHost _second = null!;

    public async Task InitializeAsync()
    {
        await _api.InitializeAsync();
        _second = await _api.StartSecondNodeAsync();
    }

    public async Task DisposeAsync()
    {
        await _second.DisposeAsync();
        await _api.DisposeAsync();
    }

    [Theory]
    [InlineData(Error)]
    [InlineData(End)]
    [Trait("Requirement", "REG-2")]
    [Trait("Decision", "REG-D9")]
    [Trait("Decision", "REG-D15")]
    [Trait("Decision", "REG-D16")]
    public async Task Every_step(string fault)
    {
        const string email = "broken@example.org";
        var file = await _api.UploadedAsync("licence.png");
        var form = (await _api.PlainFormAsync(email, ("/attachmentIds", new JsonArray(file)))).ToJsonString();
        await BreakAsync(fault, "platform.idempotency_keys", "before update", HttpStatusCode.Accepted, host => host.AsNobody().SendJsonAsync(HttpMethod.Post, RegistrationKit.Path, form, "send"));
        Assert.Equal("organisations.registration-confirm", await _api.WrittenForAsync(email));

        var link = await _api.RegistrationLinkAsync(email, "confirm");
        await BreakAsync(fault, "platform.audit_details", "before insert", HttpStatusCode.Created, host => host.ConfirmAsync(link));
        var id = await _api.IdOfAsync(email);
        using var ada = await _api.AsPersonAsync(SomePerson.Ada, "administration");
        await ActAsync(fault, ada, $"{id}/document-requests", Answers.ToJson(new { text = "Please send your trading licence." }));
        var documents = Answers.ToJson(new { link = await _api.RegistrationLinkAsync(email, "documents"), attachmentIds = new[] { await _api.UploadedAsync("register.png") } });
        await BreakAsync(fault, "platform.audit_details", "before insert", HttpStatusCode.Accepted, host => host.AsNobody().SendJsonAsync(HttpMethod.Post, RegistrationKit.Documents, documents));
        await ActAsync(fault, ada, $"{id}/approvals", "{}");

        Assert.Equal("active", await _api.StateOfAsync(email));
        Assert.Equal("2 1 1 2 0", await _api.SqlAsync<string>($"""
            select concat_ws(' ', (select count(*) from identity.tenants where name = 'Garage of {email}' or parent_id in (select id from identity.tenants where name = 'Garage of {email}')),
                (select count(*) from identity.accounts where email = '{email}'), (select count(*) from organisations.organisations where name = 'Garage of {email}'),
                (select count(*) from organisations.registration_attachments where registration_id = '{id}'), (select count(*) from platform.idempotency_keys where status is null))
            """));
        Assert.Equal("organisations.registration-confirm organisations.registration-documents organisations.registration-approved", await _api.WrittenForAsync(email));
    }

    private Task ActAsync(string fault, HttpClient ada, string path, string body) => BreakAsync(fault, "platform.idempotency_keys", "before update", HttpStatusCode.Created, host =>
    {
        var staff = host.AsNobody();
        staff.DefaultRequestHeaders.Authorization = ada.DefaultRequestHeaders.Authorization;
        return staff.SendJsonAsync(HttpMethod.Post, $"{RegistrationKit.Staff}/{path}", body, path);
    });

    /// <summary>Breaks a step on the first node, at the last statement of its transaction, then repeats it on the second node.</summary>
    private async Task BreakAsync(string fault, string table, string moment, HttpStatusCode done, Func<ApiHost, Task<HttpResponseMessage>> step)
    {
        var before = await RowsAsync();
        await _api.SqlAsync($"""
            create function platform.break() returns trigger language plpgsql as $$ begin {fault}; return new; end $$;
            create trigger break {moment} on {table} for each row execute function platform.break()
            """);
        using (var broken = await step(_api))
            Assert.Equal(fault == Error ? (500, "service.internal-error") : (503, "service.unavailable"), ((int)broken.StatusCode, broken.Header("AOS-Error-Code")));
        await _api.SqlAsync("drop function platform.break() cascade");
        Assert.Equal(before, await RowsAsync());
        using var repeated = await step(_second);
        Assert.True(repeated.StatusCode == done, await repeated.Content.ReadAsStringAsync());
        Assert.Null(repeated.Header("Idempotency-Replayed"));
        Assert.NotEqual(before, await RowsAsync());
    }

    /// <summary>Everything that the steps write, but for the counts of a visitor's requests, which stay.</summary>
    private async Task<string> RowsAsync() => (await _api.SqlAsync<string>("""
        select concat_ws(' ', (select count(*) from identity.tenants), (select count(*) from identity.accounts), (select count(*) from identity.login_names), (select count(*) from organisations.organisations),
            (select string_agg(id || state || version, ' ' order by id) from organisations.registrations), (select count(*) from organisations.registration_links where used_at is null),
            (select count(*) from organisations.registration_attachments where registration_id is not null), (select count(*) from platform.outbox), (select count(*) from platform.events),
            (select count(*) from platform.audit), (select count(*) from platform.idempotency_keys))
        """))!;
}
