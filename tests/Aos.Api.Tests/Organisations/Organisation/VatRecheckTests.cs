using Aos.Api.Organisations.Organisation;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.Organisation;

/// <summary>VAT ids of organisations are checked again.</summary>
public sealed class VatRecheckTests : IAsyncLifetime
{
    private const string North = "tenant_id = '00000000-0000-7000-8000-000000000002'";
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Requirement", "ORG-11")]
    [Trait("Decision", "ORG-D4")]
    public async Task Each_30_days_and_the_day_moves_only_with_an_answer()
    {
        await _api.SqlAsync($"update organisations.organisations set vat_id = 'ATU12345678', vat_match = null where {North}");
        await CheckAsync();
        Assert.Equal("valid ", await StateAsync());
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(31));
        await CheckAsync();
        Assert.Equal("valid notProvided", await StateAsync());
        var day = DateOnly.FromDateTime(_api.Clock.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", null);
        Assert.Equal(day, (string?)(await (await _api.JohnAsync()).ReadAsync(Own))["vatLastCheckedOn"]);

        await _api.SqlAsync($"update organisations.organisations set vat_id = 'ATU12345503' where {North}");
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(31));
        await CheckAsync();
        Assert.Equal("valid notProvided", await StateAsync());
        Assert.Equal(day, await _api.SqlAsync<string>($"select vat_last_checked_on::text from organisations.organisations where {North}"));
        Assert.True(await _api.SqlAsync<bool>($"select vat_next_check_at < platform.now() + interval '1 hour' from organisations.organisations where {North}"));
        using var john = await _api.JohnAsync();
        Assert.Single((await john.ReadAsync(Own + "/change-log?act=vatChecked"))["items"]!.AsArray());
    }

    [Fact]
    [Trait("Decision", "REG-D13")]
    public async Task One_that_turns_invalid_is_told_and_marked_until_it_is_valid_again()
    {
        await _api.SqlAsync($"update organisations.organisations set vat_id = 'ATU12345000', vat_next_check_at = platform.now() where {North}");
        await CheckAsync();
        using var john = await _api.JohnAsync();
        Assert.Equal("invalid", (string?)(await john.ReadAsync(Own))["vatStatus"]);
        Assert.Contains("ATU12345000", (string)(await _api.OrganisationMailsAsync(SomePerson.John.Login, "vat-invalid"))[0]["text"]!, StringComparison.Ordinal);
        using var ada = await _api.AdaAsync();
        Assert.True((bool)(await ada.ReadAsync($"{All}/{SomePerson.John.TenantId}"))["vatBlocked"]!);
        Assert.False((bool)(await ada.ReadAsync($"{All}/{SomePerson.Rita.TenantId}"))["vatBlocked"]!);
        await john.ReadAsync("/portal/v1/me");
        var line = (await john.ReadAsync(Own + "/change-log"))["items"]!.AsArray().Single()!;
        Assert.Equal("vatChecked system vatStatus valid invalid", $"{line["act"]} {line["actor"]!["kind"]} {line["changes"]![0]!["field"]} {line["changes"]![0]!["oldValue"]} {line["changes"]![0]!["newValue"]}");

        await _api.SqlAsync($"update organisations.organisations set vat_id = 'ATU12345678', vat_next_check_at = platform.now() where {North}");
        await CheckAsync();
        Assert.False((bool)(await ada.ReadAsync($"{All}/{SomePerson.John.TenantId}"))["vatBlocked"]!);
    }

    private Task CheckAsync() => _api.HourAsync<VatRecheck>((check, cancellation) => check.RunAsync(cancellation));

    private Task<string?> StateAsync() => _api.SqlAsync<string>($"select vat_status || ' ' || coalesce(vat_match, '') from organisations.organisations where {North}");
}
