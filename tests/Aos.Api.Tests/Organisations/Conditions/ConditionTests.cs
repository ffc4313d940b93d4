using System.Net;
using Aos.Api.Organisations.Conditions;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Organisations.Conditions;

/// <summary>New conditions of use: published with a day, accepted in 30 days, or nobody gets in.</summary>
public sealed class ConditionTests : IAsyncLifetime
{
    private const string Path = "/portal/v1/conditions";
    private const string Acceptances = "/portal/v1/condition-acceptances";
    private const string Vehicles = "/vehicle-identification/v1/vehicles?limit=1";
    private readonly ApiHost _api = new();

    public async Task InitializeAsync()
    {
        await _api.InitializeAsync();
        await _api.PromoteAsync(SomePerson.Sam);
        await _api.SqlAsync("delete from publications.documents where kind = 'conditionsOfUse'");
        await PublishAsync(1, -100);
    }

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task What_was_in_force_at_the_registration_is_accepted()
    {
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read");
        var versions = (await claire.ReadAsync(Path))["items"]!.AsArray();
        var only = Assert.Single(versions)!;
        Assert.Equal((1, true, null, false), ((int)only["version"]!, (bool)only["isAccepted"]!, (string?)only["deadlineAt"], (bool)only["isOverdue"]!));
        Assert.EndsWith("/portal/v1/documents/conditionsOfUse/versions/1", (string?)only["documentUrl"], StringComparison.Ordinal);
        await RunAsync();
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(60));
        await RunAsync();
        using var later = await _api.AsPersonAsync(SomePerson.Claire, "portal.read");
        await later.ReadAsync("/portal/v1/permissions");
    }

    [Fact]
    public async Task After_30_days_nobody_gets_in_until_the_representative_accepts()
    {
        var (begin, mail) = await RemindedAsync();
        Assert.Contains("version 2", mail, StringComparison.Ordinal);
        Assert.Contains("/portal/v1/documents/conditionsOfUse", mail, StringComparison.Ordinal);

        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        using var machine = await _api.AsAsync(Somebody.Workshop);
        using var sam = await _api.AsPersonAsync(SomePerson.Sam, "portal.read", "portal.write");
        using var accepted = await sam.PostJsonAsync(Acceptances, """{"version":2}""");
        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
        var open = (await claire.ReadAsync(Path))["items"]![0]!;
        Assert.Equal((2, false, false), ((int)open["version"]!, (bool)open["isAccepted"]!, (bool)open["isOverdue"]!));
        Assert.NotNull(open["deadlineAt"]);
        await machine.ReadAsync(Vehicles);

        // The end comes by itself, for people and programs, also on tokens issued before, and costs no statement.
        await AdvanceToAsync(begin.AddDays(30).AddMinutes(1));
        foreach (var (client, path) in new[] { (john, "/portal/v1/permissions"), (claire, "/portal/v1/me/personal-data"), (machine, Vehicles) })
        {
            using var refused = await client.GetAsync(path);
            await refused.ProblemAsync(403, "access.conditions-not-accepted");
        }

        using (var counted = new CountedStatements(_api))
        {
            using var refused = await machine.GetAsync(Vehicles);
            await refused.ProblemAsync(403, "access.conditions-not-accepted");
            Assert.Empty(counted.Take());
        }

        await sam.ReadAsync("/portal/v1/permissions");
        await RunAsync();
        await MailAsync("overdue");
        await claire.ReadAsync("/portal/v1/me");
        Assert.True((bool)(await claire.ReadAsync(Path))["items"]![0]!["isOverdue"]!);
        using var user = await claire.PostJsonAsync(Acceptances, """{"version":2}""");
        await user.ProblemAsync(403, "access.legal-representative-required");

        using var done = await john.PostJsonAsync(Acceptances, """{"version":2}""");
        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
        Assert.Equal((2, SomePerson.John.Id.ToString()), ((int)(await done.JsonAsync())["version"]!, (string?)(await done.JsonAsync())["acceptedBy"]));
        await Polling.UntilAsync(async () => (await machine.GetAsync(Vehicles)).StatusCode == HttpStatusCode.OK);
        await Polling.UntilAsync(async () => (await claire.GetAsync("/portal/v1/permissions")).StatusCode == HttpStatusCode.OK);
        var now = (await claire.ReadAsync(Path))["items"]![0]!;
        Assert.True((bool)now["isAccepted"]!);
        Assert.NotNull(now["acceptedAt"]);
        Assert.Equal(1L, await _api.SqlAsync<long>($"select count(*) from platform.audit where action = 'organisations.conditions.accepted' and tenant_id = '{SomePerson.John.TenantId}'"));
    }

    /// <summary>Until shortly before the end: the day on which the version came into force, and the last mail.</summary>
    private async Task<(DateTime Begin, string Mail)> RemindedAsync()
    {
        await PublishAsync(2, 10);
        await RunAsync();
        await MailAsync("announced");
        var begin = await _api.SqlAsync<DateTime>("select valid_from::timestamp at time zone 'utc' from publications.documents where kind = 'conditionsOfUse' and version = 2");
        await AdvanceToAsync(begin.AddDays(1));
        await RunAsync();
        await RunAsync();
        await MailAsync("inForce");
        await AdvanceToAsync(begin.AddDays(24));
        await RunAsync();
        await MailAsync("week");
        await AdvanceToAsync(begin.AddDays(30).AddMinutes(-20));
        await RunAsync();
        return (begin, await MailAsync("day"));
    }

    [Fact]
    public async Task Nobody_is_shut_out_without_30_days_notice()
    {
        await PublishAsync(2, -40);
        // John's organisation registered before version 2 and was approved after it; nobody was ever told of it.
        await _api.SqlAsync($"update identity.tenants set conditions_version = 1, created_at = platform.now() - interval '1 day' where id = '{SomePerson.John.TenantId}'");
        await RunAsync();
        var mail = await MailAsync("inForce");
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read");
        await claire.ReadAsync("/portal/v1/permissions");
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        var version = (await john.ReadAsync(Path))["items"]![0]!;
        var deadline = DateTimeOffset.Parse((string)version["deadlineAt"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(deadline - _api.Clock.GetUtcNow(), TimeSpan.FromDays(29.9), TimeSpan.FromDays(30));
        Assert.Contains(deadline.UtcDateTime.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture), mail, StringComparison.Ordinal);

        // Somebody who becomes the representative later is reminded all the same.
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(24));
        await _api.SqlAsync($"update identity.accounts set state = 'suspended' where id = '{SomePerson.John.Id}'");
        await RunAsync();
        await _api.SqlAsync($"update identity.accounts set state = 'active' where id = '{SomePerson.John.Id}'");
        await RunAsync();
        await MailAsync("week");
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(7));
        using var refused = await (await _api.AsPersonAsync(SomePerson.John, "portal.read")).GetAsync("/portal/v1/permissions");
        await refused.ProblemAsync(403, "access.conditions-not-accepted");
    }

    [Fact]
    public async Task A_version_can_be_accepted_before_its_day_and_the_next_one_asks_again()
    {
        await PublishAsync(2, 5);
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        Assert.Equal(["1 True", "2 False"], (await john.ReadAsync(Path))["items"]!.AsArray().Select(item => $"{item!["version"]} {(bool)item["isAccepted"]!}"));
        using var early = await john.PostJsonAsync(Acceptances, """{"version":2}""");
        Assert.Equal(HttpStatusCode.Created, early.StatusCode);
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(40));
        await RunAsync();
        using var later = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        await later.ReadAsync("/portal/v1/permissions");
        await PublishAsync(3, -1);
        await RunAsync();
        Assert.Equal(["3 False"], (await later.ReadAsync(Path))["items"]!.AsArray().Select(item => $"{item!["version"]} {(bool)item["isAccepted"]!}"));
        Assert.Equal(0L, await _api.SqlAsync<long>($"select count(*) from platform.outbox where purpose = 'organisations.conditions-overdue' and account_id = '{SomePerson.John.Id}'"));
    }

    [Fact]
    [Trait("Case", "TEN-1")]
    public async Task Refusals()
    {
        await PublishAsync(2, 1);
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(2));
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        foreach (var version in new[] { 1, 9 })
        {
            using var outdated = await john.PostJsonAsync(Acceptances, $$"""{"version":{{version}}}""");
            Assert.Equal("/version", (string?)(await outdated.ProblemAsync(422, "organisations.condition-version-outdated"))["errors"]![0]!["pointer"]);
        }

        foreach (var body in new[] { "{}", """{"version":0}""" })
        {
            using var wrong = await john.PostJsonAsync(Acceptances, body);
            await wrong.ProblemAsync(422, "request.fields-invalid");
        }

        using var keyless = await john.SendJsonAsync(HttpMethod.Post, Acceptances, """{"version":2}""");
        await keyless.ProblemAsync(400, "idempotency.key-required");
        using var more = await john.PostJsonAsync(Acceptances, """{"version":2,"acceptedAt":"2020-01-01T00:00:00Z"}""");
        await more.ProblemAsync(400, "request.body-unreadable");
        using var done = await john.PostJsonAsync(Acceptances, """{"version":2}""");
        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
        using var twice = await john.PostJsonAsync(Acceptances, """{"version":2}""");
        await twice.ProblemAsync(409, "organisations.conditions-accepted-already");
        using var sam = await _api.AsPersonAsync(SomePerson.Sam, "portal.read");
        Assert.False((bool)(await sam.ReadAsync(Path))["items"]![0]!["isAccepted"]!);
        using var scope = await sam.PostJsonAsync(Acceptances, """{"version":2}""");
        await scope.ProblemAsync(403, "access.scope-missing");
        using var machine = await _api.AsAsync(Somebody.Workshop);
        using var program = await machine.GetAsync(Path);
        await program.ProblemAsync(403, "access.person-required");
    }

    private Task AdvanceToAsync(DateTime moment) => _api.Clock.AdvanceAsync(moment - _api.Clock.GetUtcNow().UtcDateTime);

    private Task RunAsync() => _api.Services.GetRequiredService<ConditionReminders>().RunAsync(CancellationToken.None);

    private Task PublishAsync(int version, int days) =>
        _api.SqlAsync($"insert into publications.documents (kind, version, valid_from, published_by) values ('conditionsOfUse', {version}, (platform.now() at time zone 'utc')::date + {days}, 'test')");

    private async Task<string> MailAsync(string step) => (string)Assert.Single(await _api.OrganisationMailsAsync(SomePerson.John.Email, "conditions-" + step))["text"]!;
}
