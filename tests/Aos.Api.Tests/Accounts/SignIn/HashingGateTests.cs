using System.Net;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Aos.Api.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Accounts.SignIn;

/// <summary>P2 of the security baseline: as many passwords are hashed at once as there are cores; 32 more requests wait, the rest is turned away at once.</summary>
public sealed class HashingGateTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Who_finds_no_place_to_wait_is_asked_to_come_back()
    {
        var gate = api.Services.GetRequiredService<HashingGate>();
        using var person = await api.AsPersonAsync(SomePerson.John, "portal.write");
        using var browser = new WebBrowser(api);
        var page = await PageForm.OpenAsync(browser, "/account/sign-in");
        var turns = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => gate.EnterAsync(CancellationToken.None)));
        Assert.All(turns, Assert.NotNull);
        var waiting = Enumerable.Range(0, HashingGate.MaxWaiting).Select(_ => gate.EnterAsync(CancellationToken.None)).ToList();
        Assert.All(waiting, one => Assert.False(one.IsCompleted));

        using var refused = await page.SendAsync(("email", SomePerson.Claire.Login), ("password", SomePerson.Password));
        Assert.Equal((HttpStatusCode.TooManyRequests, "5"), (refused.StatusCode, refused.Header("Retry-After")));
        using var change = await person.SendJsonAsync(HttpMethod.Post, "/portal/v1/me/password-changes", Answers.ToJson(new { oldPassword = SomePerson.Password, newPassword = "Nordlicht:47-Tor", newPasswordRepeat = "Nordlicht:47-Tor" }));
        await change.ProblemAsync(429, "accounts.too-many-attempts");

        foreach (var turn in turns)
            turn!.Dispose();
        foreach (var one in waiting)
            (await one)!.Dispose();
        Assert.Equal("/account", await page.FollowAsync(("email", SomePerson.Claire.Login), ("password", SomePerson.Password)));
    }
}
