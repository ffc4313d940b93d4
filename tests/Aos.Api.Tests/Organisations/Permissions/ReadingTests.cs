using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.Permissions;

/// <summary>Who reads holds up nobody who writes.</summary>
public sealed class ReadingTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Reading_locks_no_row_of_a_tenant_or_an_account()
    {
        using var john = await api.AsPersonAsync(SomePerson.John, "portal.read");
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "administration");
        using var counted = new CountedStatements(api);
        foreach (var path in new[] { "/portal/v1/conditions", "/portal/v1/organisation/security-policy", $"/portal/v1/users/{SomePerson.Claire.Id}/permissions" })
            await john.ReadAsync(path);
        foreach (var path in new[] { "permissions", "access-report" })
            await ada.ReadAsync($"/administration/v1/organisations/{SomePerson.John.TenantId}/{path}");
        var statements = counted.Take();
        Assert.NotEmpty(statements);
        Assert.DoesNotContain(statements, text => text.Contains("for update", StringComparison.OrdinalIgnoreCase) || text.Contains("for no key update", StringComparison.OrdinalIgnoreCase));
    }
}
