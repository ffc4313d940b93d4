using System.Net;
using Aos.Api.Organisations.Closings;
using Aos.Api.Organisations.Users;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Aos.Api.Tests.Organisations.Registrations;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations;

/// <summary>Hourly work over many rows: one that cannot be done, which is always the first, holds up no other, and is done when it can be.</summary>
public sealed class SweepTests : IAsyncLifetime
{
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

    /// <summary>Rows that cannot be changed.</summary>
    private Task HoldAsync(string table, string condition) => _api.SqlAsync($"""
        create function platform.test_hold() returns trigger language plpgsql as $$ begin raise exception 'held by a test'; end $$;
        create trigger test_hold before update on {table} for each row when ({condition}) execute function platform.test_hold()
        """);

    private Task ReleaseAsync(string table) => _api.SqlAsync($"drop trigger test_hold on {table}");

    private Task<string?> VatStatusAsync(string email) => _api.SqlAsync<string>($"select vat_status from organisations.registrations where email = '{email}'");

    private Task<string?> StateAsync(SomePerson person) => _api.SqlAsync<string>($"select state from identity.tenants where id = '{person.TenantId}'");

    private Task<string?> UserStateAsync(string email) => _api.SqlAsync<string>($"select state from identity.accounts where email = '{email}'");
}
