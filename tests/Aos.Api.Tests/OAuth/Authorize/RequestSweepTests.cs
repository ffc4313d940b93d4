using Aos.Api.OAuth.Authorize;
using Aos.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.OAuth.Authorize;

public sealed class RequestSweepTests
{
    [Fact]
    public async Task Requests_and_codes_are_kept_for_a_day_after_their_end()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        var client = await new OAuthClient("swept").AddAsync(api);
        await client.PermitAsync(api, SomePerson.Claire, "openid");
        using var browser = new WebBrowser(api);
        await browser.SignInAsync(SomePerson.Claire);
        (await browser.AnswerAsync(AuthorizeRequest.Of(client).Url)).IsCode(api);

        await api.Clock.AdvanceAsync(TimeSpan.FromHours(23));
        Assert.Equal((1L, 1L), await SweptAsync(api));
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(1.1));
        Assert.Equal((1L, 0L), await SweptAsync(api));
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(0.5));
        Assert.Equal((0L, 0L), await SweptAsync(api));
    }

    private static async Task<(long Requests, long Codes)> SweptAsync(ApiHost api)
    {
        await api.Services.GetRequiredService<RequestSweep>().RunAsync(CancellationToken.None);
        return (await api.SqlAsync<long>("select count(*) from oauth.requests"), await api.SqlAsync<long>("select count(*) from oauth.codes"));
    }
}
