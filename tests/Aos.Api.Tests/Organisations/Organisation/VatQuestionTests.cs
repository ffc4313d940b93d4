using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Organisations.VatChecks;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.Organisation;

/// <summary>The VAT register is asked only about what could be saved, and not without end.</summary>
public sealed class VatQuestionTests : IAsyncLifetime
{
    private FakeRegister _register = null!;
    private ApiHost _api = null!;

    public async Task InitializeAsync()
    {
        _register = await FakeRegister.StartAsync();
        _api = new(new() { ["Vies:BaseUrl"] = _register.Address });
        await _api.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _register.DisposeAsync();
    }

    [Fact]
    [Trait("Requirement", "ORG-12")]
    public async Task Only_what_could_be_saved_is_asked_and_30_times_an_hour()
    {
        using var john = await _api.JohnAsync();
        using var old = await john.PatchAsync(new { vatId = "ATU12345678" }, "\"v99\"");
        await old.ProblemAsync(412, "precondition.version-conflict");
        using var form = await john.PatchAsync(new { vatId = "ATU12345678", homepage = "ftp://north.example" });
        await form.ProblemAsync(422, "request.fields-invalid");
        using var both = await john.PatchAsync(new { vatId = "ATU12345678", withoutVatId = true });
        await both.ProblemAsync(422, "organisations.vat-id-or-waiver-required");
        Assert.Empty(_register.Questions);

        await _api.SqlAsync($"insert into organisations.visitor_acts (kind, address) select 'organisationVatCheck', '{SomePerson.John.TenantId}' from generate_series(1, 29)");
        Assert.Equal("ATU12345678", (string?)(await john.SaveAsync(new { vatId = "ATU12345678" }))["changeRequest"]!["changes"]![0]!["newValue"]);
        Assert.Equal("AT U12345678 Workshop North Siegfried-Marcus-Str. 24 5020 Salzburg", string.Join(' ', Assert.Single(_register.Questions).Select(property => (string?)property.Value)));
        using var tooMany = await john.PatchAsync(new { vatId = "ATU12345679" });
        await tooMany.ProblemAsync(429, "organisations.too-many-vat-checks");
        Assert.InRange(int.Parse(tooMany.Header("Retry-After")!, null), 1, 3600);
        Assert.Single(_register.Questions);
        await john.SaveAsync(new { phone = "+43 1 2345" });
        using var rita = await _api.RitaAsync();
        await rita.SaveAsync(new { vatId = "BE0123456789", withoutVatId = false });
        Assert.Equal(2, _register.Questions.Count);
    }
}
