using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Http;

namespace Aos.Api.Tests.Platform.Writes;

/// <summary>A key on a POST that creates nothing: there is no answer to keep, and the key must not stand in the way.</summary>
public sealed class AcceptedKeyTests(ProbeHost host) : IClassFixture<ProbeHost>
{
    [Fact]
    public async Task The_same_key_may_come_again_at_once()
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        for (var i = 0; i < 3; i++)
        {
            using var answer = await workshop.SendJsonAsync(HttpMethod.Post, ProbeController.Path + "/echoes", """{"name":"again"}""", key: "echo-1");
            Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            Assert.Null(answer.Header("Idempotency-Replayed"));
        }

        Assert.Equal(0, await host.Api.SqlAsync<long>("select count(*) from platform.idempotency_keys"));
    }
}
