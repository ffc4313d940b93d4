using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.VehicleIdentification.ReleaseAdministration;

/// <summary>Listing, abandoning and purging releases, with every refusal.</summary>
public sealed class ReleaseOperationTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_release_tells_its_figures()
    {
        using var staff = await api.AsAsync(Somebody.Operator);
        var release = await staff.ReadAsync(ReleaseCalls.Catalogue + "/releases/1");
        Assert.Equal(("2026-10", "full", 2_000L), ((string)release["name"]!, (string)release["scope"]!, (long)release["vehicles"]!));
        Assert.Equal(0, (long)release["changed"]! + (long)release["removed"]!);
        Assert.True((long)release["added"]! > 2_000);
        Assert.EndsWith("Z", (string)release["finishedAt"]!, StringComparison.Ordinal);
        Assert.Empty((await staff.ReadAsync(ReleaseCalls.Catalogue + "/releases?state=purged")).Items());
        Assert.Empty((await staff.ReadAsync("/administration/v1/catalogues/production/releases")).Items());
    }

    [Theory]
    [InlineData("GET", "/administration/v1/catalogues/test/releases", 404, "administration.data-set-not-found")]
    [InlineData("GET", ReleaseCalls.Catalogue + "/releases/99", 404, "administration.release-not-found")]
    [InlineData("GET", ReleaseCalls.Catalogue + "/releases/9999999999", 404, "administration.release-not-found")]
    [InlineData("GET", ReleaseCalls.Catalogue + "/releases?state=old", 400, "request.parameter-invalid")]
    [InlineData("POST", "/administration/v1/catalogues/test/rollbacks", 404, "administration.data-set-not-found")]
    [InlineData("POST", "/administration/v1/catalogues/production/rollbacks", 409, "administration.no-former-release")]
    [InlineData("POST", ReleaseCalls.Catalogue + "/releases/99/abandonments", 404, "administration.release-not-found", null)]
    [InlineData("POST", ReleaseCalls.Catalogue + "/releases/1/abandonments", 409, "administration.release-not-loading", null)]
    [InlineData("POST", ReleaseCalls.Catalogue + "/purges", 409, "administration.purge-beyond-current", """{"olderThan":99}""")]
    [InlineData("POST", ReleaseCalls.Catalogue + "/purges", 422, "request.fields-invalid", """{"olderThan":0}""")]
    [InlineData("POST", ReleaseCalls.Catalogue + "/purges", 422, "request.fields-invalid", "{}")]
    public async Task What_cannot_be_done_is_refused(string method, string path, int status, string code, string? body = """{"withdraw":1}""")
    {
        using var staff = await api.AsAsync(Somebody.Operator);
        using var answer = await staff.SendJsonAsync(new(method), path, method == "POST" ? body : null, method == "POST" ? Guid.NewGuid().ToString() : null);
        await answer.ProblemAsync(status, code);
    }

    [Theory]
    [InlineData("GET", "/releases")]
    [InlineData("GET", "/releases/1")]
    [InlineData("POST", "/rollbacks")]
    [InlineData("POST", "/releases/1/abandonments")]
    [InlineData("POST", "/purges")]
    public async Task Only_the_operator_with_the_right_may(string method, string path)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var foreign = await workshop.SendJsonAsync(new(method), ReleaseCalls.Catalogue + path, null, "key");
        await foreign.ProblemAsync(403, "access.scope-missing");
        using var bare = await api.AsAsync(Somebody.OperatorWithoutRights);
        using var without = await bare.SendJsonAsync(new(method), ReleaseCalls.Catalogue + path, null, "key");
        await without.ProblemAsync(403, "access.permission-missing");
    }

    [Fact]
    public async Task An_import_that_was_cut_off_is_abandoned_once()
    {
        await api.SqlAsync("""
            insert into vehicle_identification.imports (data_set, number, name, scope, state, manifest_sha256, token, started_at)
            values (1, 1, '2026-12', 'full', 'loading', '\x00', gen_random_uuid(), platform.now())
            """);
        using var staff = await api.AsAsync(Somebody.Operator);
        const string path = "/administration/v1/catalogues/production/releases/1/abandonments";
        using var answer = await staff.PostJsonAsync(path, "");
        Assert.Equal("failed", (string?)(await answer.JsonAsync())["release"]!["state"]);
        using var again = await staff.PostJsonAsync(path, "");
        await again.ProblemAsync(409, "administration.release-not-loading");
    }
}
