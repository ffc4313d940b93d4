using System.Net;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>P2 of the security baseline: a visitor gets no hash beyond the limits, and nobody holds a turn without hashing.</summary>
public sealed class RegistrationGateTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Decision", "REG-D9")]
    public async Task Who_is_over_the_limit_does_not_reach_the_gate()
    {
        await api.ForgetVisitorsAsync();
        for (var i = 0; i < 5; i++)
            using (var taken = await PostAsync($"gate-{i}@example.org"))
                Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        var gate = api.Services.GetRequiredService<HashingGate>();
        var entered = Enumerable.Range(0, Environment.ProcessorCount + HashingGate.MaxWaiting).Select(_ => gate.EnterAsync(CancellationToken.None)).ToList();
        try
        {
            // The gate would say 5 seconds.
            using var sixth = await PostAsync("gate-6@example.org");
            await sixth.ProblemAsync(429, "organisations.too-many-requests");
            Assert.InRange(int.Parse(sixth.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 60, 3600);
            using var repeated = await PostAsync("gate-4@example.org");
            Assert.Equal((HttpStatusCode.Accepted, "true"), (repeated.StatusCode, repeated.Header("Idempotency-Replayed")));
        }
        finally
        {
            foreach (var turn in entered)
                (await turn)!.Dispose();
        }

        Assert.Equal(7, await api.SqlAsync<long>("select count(*) from organisations.visitor_acts where kind = 'registrationAttempt'"));
    }

    [Fact]
    [Trait("Decision", "REG-D9")]
    public async Task Registrations_that_wait_for_each_other_hold_no_turn()
    {
        await api.ForgetVisitorsAsync();
        using (var first = await PostAsync("turn@example.org"))
            Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        await using var other = await api.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var command = other.CreateCommand())
        {
            command.CommandText = "select pg_advisory_xact_lock(hashtextextended('registration ' || address, 0)) from organisations.visitor_acts where kind = 'registration'";
            await command.ExecuteNonQueryAsync();
        }

        var count = Math.Min(Environment.ProcessorCount, 4);
        var sent = Enumerable.Range(0, count).Select(number => PostAsync($"turn-{number}@example.org")).ToList();
        await Polling.UntilAsync(async () => await api.SqlAsync<long>("select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") == count);
        var gate = api.Services.GetRequiredService<HashingGate>();
        var entered = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => gate.EnterAsync(CancellationToken.None)).ToList();
        var isFree = entered.TrueForAll(turn => turn.IsCompleted);
        await transaction.RollbackAsync();
        foreach (var turn in entered)
            (await turn)!.Dispose();
        Assert.All(await Task.WhenAll(sent), answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
        Assert.True(isFree);
    }

    private async Task<HttpResponseMessage> PostAsync(string email) =>
        await api.AsNobody().SendJsonAsync(HttpMethod.Post, RegistrationKit.Path, (await api.PlainFormAsync(email)).ToJsonString(), email);
}
