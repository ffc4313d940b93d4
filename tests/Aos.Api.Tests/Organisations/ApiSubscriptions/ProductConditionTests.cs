using System.Net;
using Aos.Api.Organisations.ApiSubscriptions;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;

namespace Aos.Api.Tests.Organisations.ApiSubscriptions;

/// <summary>Newer conditions of a product: accepted in 30 days, or the calls of that product are refused.</summary>
public sealed class ProductConditionTests : IAsyncLifetime
{
    private const string Path = $"{Subscriptions}/{Product}";
    private const string Refused = "access.conditions-not-accepted";
    private readonly TwoProducts _products = new();

    private ApiHost Api => _products.Api;

    public Task InitializeAsync() => _products.InitializeAsync();

    public Task DisposeAsync() => _products.DisposeAsync();

    [Fact]
    [Trait("Decision", "API-D2")]
    public async Task After_30_days_programs_are_refused_on_every_node_until_the_representative_accepts()
    {
        await using var second = await Api.StartSecondNodeAsync();
        await RaiseAsync(2);
        var due = await DueAtAsync();
        Assert.InRange(due - Api.Clock.GetUtcNow(), TimeSpan.FromDays(29.9), TimeSpan.FromDays(30));
        await RunAsync();
        await RunAsync();
        var mail = await MailAsync("inForce");
        Assert.Contains("Vehicle Identification, version 2", mail, StringComparison.Ordinal);
        Assert.Contains(due.UtcDateTime.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture), mail, StringComparison.Ordinal);
        await Api.Clock.AdvanceAsync(TimeSpan.FromDays(24));
        await RunAsync();
        await MailAsync("week");
        await Api.Clock.AdvanceAsync(due - Api.Clock.GetUtcNow() - TimeSpan.FromMinutes(20));
        await RunAsync();
        await MailAsync("day");

        var (program, sandbox) = (await second.TokenAsync(Somebody.ProductionWorkshop), await second.TokenAsync(Somebody.Workshop));
        using var john = await Api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        Assert.Equal((HttpStatusCode.OK, null), await second.CallAsync(program));
        Assert.Equal((204, null), await TwoProducts.FlatRatesAsync(second, program));

        // The end comes by itself, also on tokens that a node knows, and costs no statement.
        await Api.Clock.AdvanceAsync(TimeSpan.FromMinutes(21));
        Assert.Equal((HttpStatusCode.Forbidden, Refused), await second.CallAsync(program));
        using (var counted = new CountedStatements(second))
        {
            Assert.Equal((HttpStatusCode.Forbidden, Refused), await second.CallAsync(program));
            Assert.Empty(counted.Take());
        }

        // Another product goes on, and the sandbox, and people.
        Assert.Equal((204, null), await TwoProducts.FlatRatesAsync(second, program));
        Assert.Equal((HttpStatusCode.OK, null), await second.CallAsync(sandbox));
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "vehicle.read");
        await claire.ReadAsync(Vehicles);
        await RunAsync();
        Assert.Contains("ended on", await MailAsync("overdue"), StringComparison.Ordinal);
        Assert.Equal("inForce week day overdue", await Api.SqlAsync<string>($"select string_agg(data->>'step', ' ' order by sequence) from platform.events where type = 'organisations.apiSubscription.conditionsDue' and tenant_id = '{North}'"));

        using var recent = await Api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        Assert.Null((await recent.CreatedAsync(Path + "/condition-acceptances", """{"version":2}"""))["conditionsDueAt"]);
        await Polling.UntilAsync(async () => await second.CallAsync(program) == (HttpStatusCode.OK, null));
        await Api.Clock.AdvanceAsync(TimeSpan.FromDays(40));
        await RunAsync();
        Assert.Equal((HttpStatusCode.OK, null), await second.CallAsync(await second.TokenAsync(Somebody.ProductionWorkshop)));
    }

    [Fact]
    [Trait("Decision", "API-D2")]
    public async Task Until_then_clients_and_plan_wait_and_an_earlier_end_stays()
    {
        await RaiseAsync(2);
        var due = await DueAtAsync();
        await Api.Clock.AdvanceAsync(TimeSpan.FromDays(3));
        await RaiseAsync(3);
        Assert.Equal(due, await DueAtAsync());
        using var john = await Api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var client = Client(body => body["environment"] = "production");
        var waiting = await john.RefusedAsync(Path + "/plan-changes", """{"planCode":"standard"}""", 403, "organisations.conditions-not-accepted");
        Assert.EndsWith(Path + "/condition-acceptances", waiting["resolution"]!.Text("url"), StringComparison.Ordinal);
        Assert.Equal("Correct the request, or go on at url.", waiting["resolution"]!.Text("text"));
        await john.RefusedAsync(Clients, client, 403, "organisations.conditions-not-accepted");
        await john.CreatedAsync(Clients, Client());
        foreach (var version in new[] { 1, 2, 4 })
            Assert.Equal("/version:value-not-permitted", (await john.RefusedAsync(Path + "/condition-acceptances", $$"""{"version":{{version}}}""", 403, "organisations.conditions-not-accepted")).FieldsOf());
        await john.FieldRefusedAsync(Path + "/condition-acceptances", "{}", "/version", "required");
        var accepted = await john.CreatedAsync(Path + "/condition-acceptances", """{"version":3}""");
        Assert.Equal((3, 3, null), ((int)accepted["conditionsVersion"]!, (int)accepted["acceptedConditionsVersion"]!, accepted.Text("conditionsDueAt")));
        await john.CreatedAsync(Path + "/plan-changes", """{"planCode":"standard"}""");
        await john.CreatedAsync(Clients, client);
        Assert.Equal(["planChanged", "conditionsAccepted"], (await john.ReadAsync(Path + "/history")).Values("kind"));
        Assert.Equal(1L, await Api.SqlAsync<long>($"select count(*) from platform.events where type = 'organisations.apiSubscription.conditionsAccepted' and tenant_id = '{North}'"));
    }

    [Fact]
    [Trait("Case", "TEN-1")]
    public async Task Who_applied_with_the_version_before_has_30_days_from_the_approval()
    {
        await Api.SqlAsync($"delete from identity.tenant_rights where tenant_id = '{South}' and code = '{Right}'");
        using var rita = await Api.AsPersonAsync(SomePerson.Rita, "portal.read", "portal.write");
        var application = await rita.CreatedAsync(Applications, Application());
        await RaiseAsync(2);
        using var ada = await Api.AsPersonAsync(SomePerson.Ada, "administration");
        await ada.CreatedAsync($"{Reviews}/{application.IdOf()}/approvals", Approval());
        var access = await rita.ReadAsync(Path);
        Assert.Equal((2, 1), ((int)access["conditionsVersion"]!, (int)access["acceptedConditionsVersion"]!));
        Assert.InRange((DateTimeOffset)access["conditionsDueAt"]! - Api.Clock.GetUtcNow(), TimeSpan.FromDays(29.9), TimeSpan.FromDays(30));

        // What one organisation accepts is accepted for it alone.
        await rita.CreatedAsync(Path + "/condition-acceptances", """{"version":2}""");
        Assert.Null((await rita.ReadAsync(Path))["conditionsDueAt"]);
        await DueAtAsync();
    }

    [Fact]
    public async Task Whoever_becomes_the_representative_later_is_reminded_then()
    {
        await Api.SqlAsync($"update identity.accounts set state = 'suspended', language = 'pl-PL' where id = '{SomePerson.John.Id}'");
        await RaiseAsync(2);
        await RunAsync();
        Assert.Equal(0L, await Api.SqlAsync<long>($"select count(*) from platform.events where type = 'organisations.apiSubscription.conditionsDue' and tenant_id = '{North}'"));
        await Api.SqlAsync($"update identity.accounts set state = 'active' where id = '{SomePerson.John.Id}'");
        await RunAsync();
        Assert.Contains("wersja 2", await MailAsync("inForce"), StringComparison.Ordinal);
    }

    private Task RaiseAsync(int version) => _products.ChangeAsync(Product, body => body["conditionsVersion"] = version);

    private Task RunAsync() => Api.HourAsync<ProductConditionReminders>((work, cancellation) => work.RunAsync(cancellation));

    private async Task<DateTimeOffset> DueAtAsync()
    {
        using var john = await Api.AsPersonAsync(SomePerson.John, "portal.read");
        return (DateTimeOffset)(await john.ReadAsync(Path))["conditionsDueAt"]!;
    }

    private async Task<string> MailAsync(string step) => (string)Assert.Single(await Api.OrganisationMailsAsync(SomePerson.John.Email, "subscription-conditions-" + step))["text"]!;
}
