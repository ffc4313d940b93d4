using System.Globalization;
using System.Net;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Accounts.EmailChanges;

/// <summary>Another e-mail address is asked for a few times an hour, for oneself and for a user; guesses of the password end too.</summary>
public sealed class EmailChangeLimitTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const int PerHour = 10;

    [Fact]
    [Trait("Decision", "USER-D5")]
    [Trait("Decision", "USER-D7")]
    public async Task Whoever_has_asked_often_waits()
    {
        using var moira = await api.AsPersonAsync(SomePerson.Moira, "portal.read", "portal.write");
        using var john = await api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        foreach (var (client, path) in new[] { (moira, "/portal/v1/me/email-changes"), (john, "/portal/v1/users/" + SomePerson.Claire.Id + "/email-changes") })
        {
            var asked = 0;
            HttpResponseMessage answer;
            while ((answer = await AskAsync(client, path, SomePerson.Password)).StatusCode == HttpStatusCode.Accepted)
                asked++;
            await answer.ProblemAsync(429, "accounts.too-many-attempts");
            Assert.InRange(int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture), 3000, 3600);
            Assert.Equal(PerHour, asked);
        }
    }

    [Fact]
    [Trait("Decision", "USER-D7")]
    [Trait("Case", "PWD-2")]
    public async Task Guesses_of_the_representatives_password_are_counted()
    {
        using var rita = await api.AsPersonAsync(SomePerson.Rita, "portal.read", "portal.write");
        var path = "/portal/v1/users/" + SomePerson.Sam.Id + "/email-changes";
        for (var guess = 0; guess < 10; guess++)
            await (await AskAsync(rita, path, "guess " + guess)).ProblemAsync(422, "accounts.old-password-wrong");
        await (await AskAsync(rita, path, SomePerson.Password)).ProblemAsync(429, "accounts.too-many-attempts");
        Assert.Equal(0L, await api.SqlAsync<long>("select count(*) from platform.outbox where recipient = 'guessed@example.org'"));
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string path, string currentPassword) =>
        client.SendJsonAsync(HttpMethod.Post, path, Answers.ToJson(new { newEmail = currentPassword == SomePerson.Password ? $"{Guid.NewGuid()}@example.org" : "guessed@example.org", currentPassword }));
}
