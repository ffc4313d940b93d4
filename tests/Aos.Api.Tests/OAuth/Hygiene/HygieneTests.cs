using Aos.Api.OAuth.Hygiene;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Organisations;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.OAuth.Hygiene;

/// <summary>Owners of clients hear in time of secrets that expire and of clients that nobody uses.</summary>
public sealed class HygieneTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Decision", "API-D8")]
    public async Task Thirty_and_seven_days_before_a_secret_expires_and_only_once()
    {
        var (mine, other) = (await CreateAsync("one@example.com", 90), await CreateAsync("two@example.com", 20));
        await RunAsync();
        Assert.Equal((0L, 0L), (await WrittenAsync("one@example.com"), await WrittenAsync("two@example.com")));
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(14));
        await RunAsync();
        Assert.Equal((0L, 1L), (await WrittenAsync("one@example.com"), await WrittenAsync("two@example.com")));
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(47));
        await RunAsync();
        await RunAsync();
        Assert.Equal((1L, 1L), (await WrittenAsync("one@example.com"), await WrittenAsync("two@example.com")));
        Assert.Contains(mine, (string?)(await _api.ClientMailsAsync("one@example.com", "expiring"))[0]["text"], StringComparison.Ordinal);
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(23));
        await RunAsync();
        await RunAsync();
        Assert.Equal(2L, await WrittenAsync("one@example.com"));
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(20));
        await RunAsync();
        Assert.Equal((2L, 1L), (await WrittenAsync("one@example.com"), await WrittenAsync("two@example.com")));
        Assert.NotEqual(mine, other);
    }

    [Fact]
    public async Task A_newer_secret_or_a_disabled_client_needs_no_word()
    {
        var (renewed, disabled) = (await CreateAsync("renewed@example.com", 90), await CreateAsync("disabled@example.com", 90));
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(50));
        using (var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write"))
            await john.CreatedAsync($"{ApiAccessCalls.Clients}/{renewed}/secrets");
        await _api.SqlAsync($"update identity.clients set state = 'disabled' where id = '{disabled}'");
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(10.5));
        await RunAsync();
        Assert.Equal((0L, 0L), (await WrittenAsync("renewed@example.com"), await WrittenAsync("disabled@example.com")));
    }

    [Fact]
    public async Task After_ninety_days_without_use_and_again_after_the_next_ninety()
    {
        var client = await CreateAsync("idle@example.com", 366);
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(89));
        await RunAsync();
        Assert.Equal(0L, await WrittenAsync("idle@example.com", "unused"));
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(1.1));
        await RunAsync();
        await RunAsync();
        Assert.Equal(1L, await WrittenAsync("idle@example.com", "unused"));
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(10));
        await _api.SqlAsync($"update identity.clients set last_used_at = platform.now() where id = '{client}'");
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(91));
        await RunAsync();
        Assert.Equal(2L, await WrittenAsync("idle@example.com", "unused"));
        Assert.Contains("90 days", (string?)(await _api.ClientMailsAsync("idle@example.com", "unused"))[0]["text"], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Decision", "ORG-D8")]
    public async Task The_owner_of_a_sandbox_client_of_a_closed_organisation_hears_nothing_more()
    {
        await CreateAsync("closed@example.com", 80);
        using var ada = await _api.AdaAsync();
        await ada.CreatedAsync($"{OrganisationCalls.All}/{SomePerson.John.TenantId}/closures", """{"reason":"The company has ceased."}""");
        Assert.Equal("closed", await _api.SqlAsync<string>($"select state from identity.tenants where parent_id = '{SomePerson.John.TenantId}'"));
        Assert.Equal("active", await _api.SqlAsync<string>($"select state from identity.tenants where parent_id = '{SomePerson.Rita.TenantId}'"));
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(75));
        await RunAsync();
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(16));
        await RunAsync();
        Assert.Equal((0L, 0L), (await WrittenAsync("closed@example.com"), await WrittenAsync("closed@example.com", "unused")));
    }

    private Task RunAsync() => _api.Services.GetRequiredService<HygieneWork>().RunAsync(CancellationToken.None);

    private Task<long> WrittenAsync(string to, string what = "expiring") => _api.SqlAsync<long>($"select count(*) from platform.outbox where recipient = '{to}' and purpose = 'oauth.client-{what}'");

    private async Task<string> CreateAsync(string owner, int days)
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        return (await john.CreatedAsync(ApiAccessCalls.Clients, ApiAccessCalls.Client(body => (body["ownerContact"], body["secretValidDays"]) = (owner, days)))).IdOf();
    }
}
