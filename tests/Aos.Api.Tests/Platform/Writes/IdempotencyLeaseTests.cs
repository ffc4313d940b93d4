using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Identity.Clients;

namespace Aos.Api.Tests.Platform.Writes;

/// <summary>Keys of requests that run, that died, and that are old.</summary>
public sealed class IdempotencyLeaseTests(ApiHost api) : IClassFixture<ApiHost>
{
    private readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    [Trait("Case", "IDP-3")]
    public async Task While_the_first_request_runs_a_repeat_has_to_wait()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        // A young one: its request is probably done in a moment.
        await LeaseAsync(ClientCalls.New(), "70 s");
        using var repeat = await PostAsync(admin, ClientCalls.New());
        var problem = await repeat.ProblemAsync(409, "idempotency.in-progress");
        Assert.Equal("1", repeat.Header("Retry-After"));
        Assert.Equal("waitUntil", (string?)problem["resolution"]!["action"]);
        using var other = await PostAsync(admin, ClientCalls.New(body => body["name"] = "other"));
        await other.ProblemAsync(422, "idempotency.key-reused");
        Assert.Equal(1L, await LeasesAsync());
    }

    [Fact]
    [Trait("Case", "IDP-3")]
    public async Task What_takes_long_may_be_dead_and_is_waited_for_until_its_lease_ends()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        await LeaseAsync(ClientCalls.New(), "40 s");
        using var early = await PostAsync(admin, ClientCalls.New());
        await early.ProblemAsync(409, "idempotency.in-progress");
        var wait = int.Parse(early.Header("Retry-After")!, CultureInfo.InvariantCulture);
        Assert.InRange(wait, 2, 40);
        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(wait));
        using var late = await PostAsync(admin, ClientCalls.New());
        Assert.Equal(HttpStatusCode.Created, late.StatusCode);
    }

    [Fact]
    [Trait("Case", "IDP-3")]
    public async Task The_lease_of_a_dead_node_ends_and_its_key_is_free()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        await LeaseAsync(ClientCalls.New(), "-1 s");
        using var first = await PostAsync(admin, ClientCalls.New());
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Null(first.Header("Idempotency-Replayed"));
        using var repeat = await PostAsync(admin, ClientCalls.New());
        Assert.Equal("true", repeat.Header("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_request_that_has_lost_its_lease_has_no_effect()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var clients = await api.SqlAsync<long>("select count(*) from identity.clients");
        var acts = await api.SqlAsync<long>("select count(*) from platform.audit");

        // Another node takes the key over after it was taken and before the effect commits.
        await api.SqlAsync("""
            create function platform.take_over() returns trigger language plpgsql as $$ begin new.owner = gen_random_uuid(); return new; end $$;
            create trigger take_over before insert on platform.idempotency_keys for each row execute function platform.take_over()
            """);
        try
        {
            using var loser = await PostAsync(admin, ClientCalls.New());
            await loser.ProblemAsync(409, "idempotency.in-progress");
        }
        finally
        {
            await api.SqlAsync("drop function platform.take_over() cascade");
        }

        Assert.Equal(clients, await api.SqlAsync<long>("select count(*) from identity.clients"));
        Assert.Equal(acts, await api.SqlAsync<long>("select count(*) from platform.audit"));
        Assert.Equal(1L, await LeasesAsync());
    }

    [Fact]
    public async Task A_request_that_fails_in_the_middle_leaves_nothing_and_frees_its_key()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var clients = await api.SqlAsync<long>("select count(*) from identity.clients");
        await api.SqlAsync("alter table platform.audit_details add constraint broken check (false) not valid");
        try
        {
            using var failed = await PostAsync(admin, ClientCalls.New());
            await failed.ProblemAsync(500, "service.internal-error");
        }
        finally
        {
            await api.SqlAsync("alter table platform.audit_details drop constraint broken");
        }

        Assert.Equal(clients, await api.SqlAsync<long>("select count(*) from identity.clients"));
        Assert.Equal(0L, await LeasesAsync());
        using var again = await PostAsync(admin, ClientCalls.New());
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Fact]
    public async Task Of_twenty_first_requests_at_once_one_has_an_effect()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var name = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(admin, ClientCalls.New(body => body["name"] = name))));

        var created = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created && answer.Header("Idempotency-Replayed") is null);
        foreach (var other in answers.Where(answer => answer != created))
        {
            if (other.StatusCode == HttpStatusCode.Created)
                Assert.Equal((await created.JsonAsync()).Id(), (await other.JsonAsync()).Id());
            else
                await other.ProblemAsync(409, "idempotency.in-progress");
        }

        Assert.Equal(1L, await api.SqlAsync<long>($"select count(*) from identity.clients where name = '{name}'"));
        using var late = await PostAsync(admin, ClientCalls.New(body => body["name"] = name));
        Assert.Equal("true", late.Header("Idempotency-Replayed"));
    }

    [Fact]
    [Trait("Case", "IDP-7")]
    public async Task After_48_hours_the_key_is_free()
    {
        using var early = await api.AsAsync(Somebody.Operator);
        using var first = await PostAsync(early, ClientCalls.New());
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(47.9));
        using var admin = await api.AsAsync(Somebody.Operator);
        using var replayed = await PostAsync(admin, ClientCalls.New());
        Assert.Equal("true", replayed.Header("Idempotency-Replayed"));
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(0.2));
        using var later = await PostAsync(admin, ClientCalls.New(body => body["name"] = "another act"));
        Assert.Equal(HttpStatusCode.Created, later.StatusCode);
        Assert.Null(later.Header("Idempotency-Replayed"));
        Assert.NotEqual((await first.JsonAsync()).Id(), (await later.JsonAsync()).Id());
    }

    /// <summary>The row that a request leaves behind whose node dies in the middle.</summary>
    private Task LeaseAsync(string body, string left)
    {
        var scope = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Somebody.Operator.ClientId, null, Somebody.Operator.TenantId, "POST", "administration/v1/clients", _key)));
        var fingerprint = SHA256.HashData(Encoding.UTF8.GetBytes(ClientCalls.Path + "\n" + body));
        return api.SqlAsync($"insert into platform.idempotency_keys (scope, fingerprint, owner, locked_until) values ('\\x{Convert.ToHexString(scope)}', '\\x{Convert.ToHexString(fingerprint)}', gen_random_uuid(), platform.now() + interval '{left}')");
    }

    /// <summary>Keys without an answer, which this test alone makes; they are removed.</summary>
    private Task<long> LeasesAsync() => api.SqlAsync<long>("with gone as (delete from platform.idempotency_keys where status is null returning 1) select count(*) from gone");

    private Task<HttpResponseMessage> PostAsync(HttpClient http, string body) => http.SendJsonAsync(HttpMethod.Post, ClientCalls.Path, body, _key);
}
