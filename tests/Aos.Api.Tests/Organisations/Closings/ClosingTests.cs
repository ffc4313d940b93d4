using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Organisations.Closings;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.Closings;

/// <summary>An organisation closes itself, with a copy of its data and 30 days to withdraw.</summary>
public sealed class ClosingTests : IAsyncLifetime
{
    private const string Path = Own + "/closings";
    private const string Current = Path + "/current";
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task It_can_be_withdrawn_for_30_days()
    {
        using var john = await _api.JohnAsync();
        using var none = await john.GetAsync(Current);
        await none.ProblemAsync(404, "organisations.closing-not-found");
        using var wrong = await john.PostJsonAsync(Path, """{"confirmation":"b2io1"}""");
        Assert.Equal("/confirmation:value-not-permitted", (await wrong.ProblemAsync(422, "request.fields-invalid")).FieldsOf());
        var closing = await CloseAsync(john);
        Assert.Equal((DateTimeOffset)closing["requestedAt"]! + TimeSpan.FromDays(30), (DateTimeOffset)closing["closesAt"]!);
        Assert.Equal((string?)closing["closesAt"], (string?)(await john.ReadAsync(Own))["closesAt"]);
        await _api.OrganisationMailsAsync(SomePerson.John.Login, "closing");
        using var twice = await john.PostJsonAsync(Path, """{"confirmation":"b2io30002709"}""");
        await twice.ProblemAsync(409, "organisations.closing-open");
        using var rita = await _api.RitaAsync();
        using var foreign = await rita.SendJsonAsync(HttpMethod.Delete, Current, null, ifMatch: "\"v1\"");
        await foreign.ProblemAsync(404, "organisations.closing-not-found");
        using var blind = await john.SendJsonAsync(HttpMethod.Delete, Current, null);
        await blind.ProblemAsync(428, "precondition.version-required");
        using var old = await john.SendJsonAsync(HttpMethod.Delete, Current, null, ifMatch: "\"v9\"");
        await old.ProblemAsync(412, "precondition.version-conflict");
        using var withdrawn = await john.SendJsonAsync(HttpMethod.Delete, Current, null, ifMatch: (string)(await john.ReadAsync(Current))["etag"]!);
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        await _api.OrganisationMailsAsync(SomePerson.John.Login, "closing-withdrawn");
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(31));
        await _api.HourAsync<ClosingSweep>((sweep, cancellation) => sweep.RunAsync(cancellation));
        Assert.Equal("active", await _api.SqlAsync<string>($"select state from identity.tenants where id = '{SomePerson.John.TenantId}'"));
    }

    [Fact]
    public async Task It_takes_effect_after_30_days()
    {
        using var john = await _api.JohnAsync();
        await _api.SqlAsync($"update identity.accounts set language = 'de-DE' where id = '{SomePerson.John.Id}'");
        await CloseAsync(john);
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(29));
        await _api.HourAsync<ClosingSweep>((sweep, cancellation) => sweep.RunAsync(cancellation));
        Assert.Equal("active", await _api.SqlAsync<string>($"select state from identity.tenants where id = '{SomePerson.John.TenantId}'"));
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        await _api.HourAsync<ClosingSweep>((sweep, cancellation) => sweep.RunAsync(cancellation));
        Assert.Equal("closed", await _api.SqlAsync<string>($"select state from identity.tenants where id = '{SomePerson.John.TenantId}'"));
        Assert.Equal("active", await _api.SqlAsync<string>($"select state from identity.tenants where id = '{SomePerson.Rita.TenantId}'"));
        Assert.Equal(0L, await _api.SqlAsync<long>($"select count(*) from identity.accounts where tenant_id = '{SomePerson.John.TenantId}' and state <> 'closed'"));
        Assert.Contains("Sie haben darum gebeten.", (string)Assert.Single(await _api.OrganisationMailsAsync(SomePerson.John.Login, "state"))["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_needs_a_recent_sign_in()
    {
        using var john = await _api.JohnAsync();
        await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(16));
        using var late = await john.PostJsonAsync(Path, """{"confirmation":"b2io30002709"}""");
        await late.ProblemAsync(401, "access.sign-in-too-old");
    }

    private static async Task<JsonNode> CloseAsync(HttpClient person)
    {
        using var answer = await person.PostJsonAsync(Path, """{"confirmation":"B2IO30002709"}""");
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }
}
