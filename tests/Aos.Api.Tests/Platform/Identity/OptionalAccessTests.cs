using System.Net;
using System.Net.Http.Headers;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Identity;

/// <summary>Operations that are open to everybody and honour a token.</summary>
public sealed class OptionalAccessTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/portal/v1/navigation";

    [Fact]
    public async Task Without_a_token_there_is_an_answer_and_no_limit_of_a_client()
    {
        using var nobody = api.AsNobody();
        using var answer = await nobody.GetAsync(Path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(answer.Header("RateLimit"));
        Assert.Contains("Authorization", answer.Header("Vary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_with_the_scope_is_honoured()
    {
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var answer = await claire.GetAsync(Path);
        Assert.NotNull(answer.Header("RateLimit"));
        Assert.True(await IsSignedInAsync(claire));
    }

    [Theory]
    [InlineData("Basic abc", "auth.not-signed-in")]
    [InlineData("Bearer nonsense", "auth.token-invalid")]
    public async Task What_is_no_token_is_refused(string header, string code)
    {
        using var nobody = api.AsNobody();
        nobody.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var answer = await nobody.GetAsync(Path);
        await answer.ProblemAsync(401, code);
    }

    [Fact]
    public async Task A_token_that_nobody_knows_is_refused()
    {
        using var nobody = api.AsNobody();
        nobody.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OpaqueToken.Create(OpaqueToken.Access));
        using var answer = await nobody.GetAsync(Path);
        await answer.ProblemAsync(401, "auth.token-invalid");
    }

    [Fact]
    public async Task A_valid_token_that_may_not_be_used_here_counts_as_none()
    {
        using var scopeless = await api.AsPersonAsync(SomePerson.Claire, "vehicle.read");
        Assert.False(await IsSignedInAsync(scopeless));
        using var machine = await api.AsAsync(Somebody.Workshop);
        Assert.False(await IsSignedInAsync(machine));

        using var due = await api.AsPersonAsync(SomePerson.Moira, "portal.read");
        Assert.True(await IsSignedInAsync(due));
        await api.SqlAsync($"update identity.accounts set must_change = true where id = '{SomePerson.Moira.Id}'");
        using var later = await api.AsPersonAsync(SomePerson.Moira, "portal.read");
        Assert.False(await IsSignedInAsync(later));

        using var rita = await api.AsPersonAsync(SomePerson.Rita, "portal.read");
        Assert.True(await IsSignedInAsync(rita));
        await api.SqlAsync($"update identity.tenants set conditions_due_at = platform.now() where id = '{SomePerson.Rita.TenantId}'");
        using var shutOut = await api.AsPersonAsync(SomePerson.Rita, "portal.read");
        Assert.False(await IsSignedInAsync(shutOut));
    }

    private static async Task<bool> IsSignedInAsync(HttpClient client) =>
        (await client.ReadAsync(Path))["areas"]!.AsArray().Any(area => (string?)area!["code"] == "applications");
}
