using System.Net;
using System.Net.Sockets;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aos.Api.Tests.Platform.Health;

/// <summary>An orderly end: what was accepted is answered.</summary>
[Trait("Case", "OPS-2")]
public sealed class ShutdownTests
{
    private const string Vehicle = VehicleLists.Path + "/WBAUV71070A193748";

    [Fact]
    public async Task Requests_are_accepted_for_a_while_and_every_accepted_one_is_answered()
    {
        await using var api = new ApiHost(new() { ["Shutdown:AcceptSeconds"] = "1" });
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var nobody = api.AsNobody();
        await workshop.ReadAsync(Vehicle);

        var answered = 0;
        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                try
                {
                    using var answer = await workshop.GetAsync(Vehicle);
                    Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                    await answer.Content.ReadAsByteArrayAsync();
                    Interlocked.Increment(ref answered);
                }
                catch (HttpRequestException refused) when (refused.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
                {
                    return; // Not accepted: the only way in which a request may fail.
                }
            }
        })).ToList();
        var stop = api.Services.GetRequiredService<IHost>().StopAsync();
        await UntilAsync(async () => await StateAsync(nobody) == (503, "stopping"));
        var before = Volatile.Read(ref answered);
        await stop;
        await Task.WhenAll(callers);
        Assert.True(answered > before, "No request was accepted after readiness had failed.");
    }

    [Fact]
    public async Task A_request_under_way_is_finished()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await workshop.ReadAsync(Vehicle);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand("lock table vehicle_identification.vehicle_states in access exclusive mode", connection, transaction))
            await hold.ExecuteNonQueryAsync();

        var waiting = Enumerable.Range(0, 10).Select(_ => workshop.GetAsync(Vehicle)).ToList();
        await UntilAsync(async () => await api.SqlAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 10);
        var stop = api.Services.GetRequiredService<IHost>().StopAsync();
        await UntilAsync(() => Task.FromResult(api.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested));
        Assert.DoesNotContain(waiting, answer => answer.IsCompleted);
        await transaction.RollbackAsync();

        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        await stop;
        await Assert.ThrowsAsync<HttpRequestException>(() => workshop.GetAsync(Vehicle));
    }

    private static async Task<(int, string?)> StateAsync(HttpClient client)
    {
        using var ready = await client.GetAsync("/health/ready");
        return ((int)ready.StatusCode, (string?)(await ready.JsonAsync())["status"]);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await holds())
                return;
            await Task.Delay(20);
        }

        Assert.Fail("It never came to pass.");
    }
}
