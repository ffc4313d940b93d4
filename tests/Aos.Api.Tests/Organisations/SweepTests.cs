using System.Net;
using Aos.Api.Organisations.ApiSubscriptions;
using Aos.Api.Organisations.Closings;
using Aos.Api.Organisations.Conditions;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Organisations.Users;
using Aos.Api.Platform.Jobs;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Aos.Api.Tests.Organisations.Registrations;
using Microsoft.Extensions.DependencyInjection;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations;

/// <summary>Hourly work over many rows: one that cannot be done, which is always the first, holds up no other, and is done when it can be.</summary>
public sealed class SweepTests : IAsyncLifetime
{
    private const string Number = "b2io90000008";
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Decision", "REG-D17")]
    [Trait("Decision", "REG-D13")]
    public async Task Registrations()
    {
        foreach (var email in new[] { "stuck-1@example.org", "goes-1@example.org" })
            await _api.RegisterAsync(await _api.PlainFormAsync(email));
        await _api.Clock.AdvanceAsync(TimeSpan.FromHours(48));
        foreach (var email in new[] { "stuck-2@example.org", "goes-2@example.org" })
            await _api.RegisterAsync(await _api.PlainFormAsync(email));
        await _api.SqlAsync("update organisations.registrations set vat_id = 'DE123456000', without_vat_id = false, vat_status = 'unavailable' where email like '%-2@example.org'");
        await HoldAsync("organisations.registrations", "old.email like 'stuck-%'");
        await _api.SweepAsync();
        Assert.Equal(("awaitingEmailConfirmation", "expired"), (await _api.StateOfAsync("stuck-1@example.org"), await _api.StateOfAsync("goes-1@example.org")));
        Assert.Equal(("unavailable", "invalid"), (await VatStatusAsync("stuck-2@example.org"), await VatStatusAsync("goes-2@example.org")));
        await ReleaseAsync("organisations.registrations");
        await _api.SweepAsync();
        Assert.Equal(("expired", "invalid"), (await _api.StateOfAsync("stuck-1@example.org"), await VatStatusAsync("stuck-2@example.org")));
    }

    [Fact]
    [Trait("Decision", "ORG-D8")]
    public async Task Closings()
    {
        using var john = await _api.JohnAsync();
        using var rita = await _api.RitaAsync();
        foreach (var person in new[] { john, rita })
            using (var closing = await person.PostJsonAsync(Own + "/closings", Answers.ToJson(new { confirmation = (string)(await person.ReadAsync(Own))["customerNumber"]! })))
                Assert.Equal(HttpStatusCode.Created, closing.StatusCode);
        await HoldAsync("identity.tenants", $"old.id = '{SomePerson.John.TenantId}'");
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(31));
        await _api.HourAsync<ClosingSweep>((sweep, cancellation) => sweep.RunAsync(cancellation));
        Assert.Equal(("active", "closed"), (await StateAsync(SomePerson.John), await StateAsync(SomePerson.Rita)));
        await ReleaseAsync("identity.tenants");
        await _api.HourAsync<ClosingSweep>((sweep, cancellation) => sweep.RunAsync(cancellation));
        Assert.Equal("closed", await StateAsync(SomePerson.John));
    }

    [Fact]
    [Trait("Decision", "ORG-D9")]
    public async Task Users_who_never_came()
    {
        using var john = await _api.JohnAsync();
        foreach (var email in new[] { "stuck@example.com", "goes@example.com" })
            await john.CreateUserAsync(email);
        await HoldAsync("identity.accounts", "old.email = 'stuck@example.com'");
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(31));
        await _api.HourAsync<UninvitedSweep>((sweep, cancellation) => sweep.RunAsync(cancellation));
        Assert.Equal(("invited", "closed"), (await UserStateAsync("stuck@example.com"), await UserStateAsync("goes@example.com")));
        await ReleaseAsync("identity.accounts");
        await _api.HourAsync<UninvitedSweep>((sweep, cancellation) => sweep.RunAsync(cancellation));
        Assert.Equal("closed", await UserStateAsync("stuck@example.com"));
    }

    [Fact]
    [Trait("Decision", "REG-D13")]
    public async Task Vat_ids()
    {
        await _api.SqlAsync($"""
            update organisations.organisations set vat_id = 'DE123456000', without_vat_id = false, vat_status = 'valid', vat_next_check_at = platform.now() where customer_number = '{Number}';
            update organisations.organisations set vat_id = 'ATU12345000', vat_next_check_at = platform.now() - interval '1 day' where tenant_id = '{North}'
            """);
        await HoldAsync("organisations.organisations", $"old.tenant_id = '{North}'");
        await CheckAsync();
        Assert.Equal("valid invalid", await StatusAsync());
        await ReleaseAsync("organisations.organisations");
        await CheckAsync();
        Assert.Equal("invalid invalid", await StatusAsync());

        Task CheckAsync() => _api.HourAsync<VatRecheck>((work, cancellation) => work.RunAsync(cancellation));
        Task<string?> StatusAsync() => _api.SqlAsync<string>($"""
            select string_agg(vat_status, ' ' order by customer_number) from organisations.organisations where tenant_id = '{North}' or customer_number = '{Number}'
            """);
    }

    [Fact]
    [Trait("Decision", "API-D3")]
    public async Task Applications_without_an_answer()
    {
        await _api.SqlAsync($"delete from identity.tenant_rights where tenant_id in ('{North}', '{South}') and code = '{Right}'");
        using var john = await _api.JohnAsync();
        using var rita = await _api.RitaAsync();
        foreach (var person in new[] { john, rita })
            await person.CreatedAsync(Applications, Application());
        await _api.SqlAsync($"""
            update organisations.api_applications
            set state = 'waitingForApplicant', answer_due_at = platform.now() - case tenant_id when '{North}' then interval '2 days' else interval '1 day' end
            """);
        await HoldAsync("organisations.api_applications", $"old.tenant_id = '{North}'");
        await CloseAsync();
        Assert.Equal(("waitingForApplicant", "closed"), (await ApplicationAsync(North), await ApplicationAsync(South)));
        await ReleaseAsync("organisations.api_applications");
        await CloseAsync();
        Assert.Equal("closed", await ApplicationAsync(North));

        Task CloseAsync() => _api.Services.GetServices<RecurringWork>().Single(work => work.Name == "close-api-applications").RunAsync(_api.Services, CancellationToken.None);
        Task<string?> ApplicationAsync(Guid tenant) => _api.SqlAsync<string>($"select state from organisations.api_applications where tenant_id = '{tenant}'");
    }

    [Fact]
    [Trait("Decision", "API-D2")]
    public async Task Reminders_of_the_conditions_of_products()
    {
        await _api.SqlAsync($"update identity.tenant_rights set conditions_due_at = platform.now() + interval '30 days' where tenant_id in ('{North}', '{South}') and code = '{Right}'");
        await RemindersAsync("organisations.api_condition_reminders", () => _api.HourAsync<ProductConditionReminders>((work, cancellation) => work.RunAsync(cancellation)));
    }

    [Fact]
    [Trait("Decision", "ORG-D2")]
    public async Task Reminders_of_the_conditions_of_use()
    {
        await _api.SqlAsync("""
            delete from publications.documents where kind = 'conditionsOfUse';
            insert into publications.documents (kind, version, valid_from, published_by) values ('conditionsOfUse', 2, (platform.now() at time zone 'utc')::date + 1, 'test')
            """);
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(2));
        await RemindersAsync("organisations.condition_reminders", () => _api.HourAsync<ConditionReminders>((work, cancellation) => work.RunAsync(cancellation)));
    }

    private async Task RemindersAsync(string table, Func<Task> runAsync)
    {
        await HoldAsync(table, $"new.tenant_id = '{North}'", "insert");
        await runAsync();
        Assert.Equal((0, 1), (await CountAsync(North), await CountAsync(South)));
        await ReleaseAsync(table);
        await runAsync();
        Assert.Equal((1, 1), (await CountAsync(North), await CountAsync(South)));

        async Task<int> CountAsync(Guid tenant) => (int)await _api.SqlAsync<long>($"select count(*) from {table} where tenant_id = '{tenant}'");
    }

    /// <summary>Rows that cannot be changed.</summary>
    private Task HoldAsync(string table, string condition, string act = "update") => _api.SqlAsync($"""
        create function platform.test_hold() returns trigger language plpgsql as $$ begin raise exception 'held by a test'; end $$;
        create trigger test_hold before {act} on {table} for each row when ({condition}) execute function platform.test_hold()
        """);

    private Task ReleaseAsync(string table) => _api.SqlAsync($"drop trigger test_hold on {table}");

    private Task<string?> VatStatusAsync(string email) => _api.SqlAsync<string>($"select vat_status from organisations.registrations where email = '{email}'");

    private Task<string?> StateAsync(SomePerson person) => _api.SqlAsync<string>($"select state from identity.tenants where id = '{person.TenantId}'");

    private Task<string?> UserStateAsync(string email) => _api.SqlAsync<string>($"select state from identity.accounts where email = '{email}'");
}
