using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Writes;
using Aos.Api.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Jobs;

/// <summary>Statements of the background are told apart from those of requests.</summary>
public sealed class WorkerStatementTests
{
    [Fact]
    public async Task Everything_that_no_request_asked_for_carries_a_mark()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        // So that there is something to do: conditions to remind of, a client that nobody uses.
        await api.SqlAsync("""
            insert into publications.documents (kind, version, valid_from, published_by) values ('conditionsOfUse', 99, (platform.now() at time zone 'utc')::date + 5, 'test');
            update identity.clients set owner_contact = 'it@example.com', created_at = platform.now() - interval '100 days', last_used_at = null where id = 'test-workshop'
            """);
        using var counted = new CountedStatements(api);
        foreach (var work in api.Services.GetServices<RecurringWork>())
            await work.RunAsync(api.Services, CancellationToken.None);
        Assert.Empty(counted.Take());
        Assert.NotEqual(0L, await api.SqlAsync<long>("select count(*) from platform.outbox"));

        counted.Take();
        var writes = api.Services.GetRequiredService<Aos.Api.Platform.Writes.Writes>();
        await writes.RunAsync(Actor.System, requestId: null, ActAsync, CancellationToken.None);
        Assert.Empty(counted.Take());
        await writes.RunAsync(Actor.System, "request", ActAsync, CancellationToken.None);
        Assert.Equal(4, counted.Take().Count);
    }

    private static async Task<bool> ActAsync(WriteScope write)
    {
        await write.Connection.ExecuteAsync(write.Sql("select 2"));
        await write.AuditAsync(Somebody.Workshop.TenantId, "test.thing.made", "thing", "1");
        await write.NotifyRightsAsync("c:nobody");
        await Aos.Api.Platform.Events.Events.AddAsync(write, Somebody.Workshop.TenantId, "test.thing.made", "/portal/v1/things/1");
        return true;
    }
}
