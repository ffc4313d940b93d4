using Aos.Sdk.Nasty;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

/// <summary>Any number of keys goes in batches that the API takes.</summary>
public sealed class BatchTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    [InlineData(12_345, 13)]
    public async Task Order_is_kept_and_no_more_than_needed_is_sent(int count, int batches)
    {
        var (sent, now, most) = (0, 0, 0);
        var results = new List<string>();
        await foreach (var result in AosBatch.RunAsync(AosBatch.Async(Enumerable.Range(0, count).Select(number => $"K{number}")), 4, SendAsync, CancellationToken.None))
            results.Add(result);

        Assert.Equal(Enumerable.Range(0, count).Select(number => $"K{number}"), results);
        Assert.Equal(batches, sent);
        Assert.InRange(most, 0, 4);

        async Task<IReadOnlyList<string>> SendAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
        {
            Assert.InRange(keys.Count, 1, 1000);
            var number = Interlocked.Increment(ref sent);
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(number % 3 * 5, cancellationToken);
            Interlocked.Decrement(ref now);
            return keys;
        }
    }

    [Fact]
    public async Task The_generated_method_fills_the_body()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(Answers.Json(200, """{"items":[{"vin":"first"}]}"""));
        var seen = new List<string>();
        await foreach (var item in api.Nasty().Lookups.LookUpAllAsync(["V1"], view: VehicleKind.Value4x4))
            seen.Add(item.Vin);
        Assert.Equal(["first"], seen);
        Assert.Equal("""{"vins":["V1"],"view":"4x4"}""", api.Requests.Single().Body);
    }

    [Fact]
    public async Task Breaking_the_loop_ends_what_is_on_its_way_and_reads_no_further()
    {
        var (read, ended) = (0, 0);
        await foreach (var result in AosBatch.RunAsync(AosBatch.Async(Enumerable.Range(0, 100_000).Select(number => $"K{++read}")), 3, SendAsync, CancellationToken.None))
            break;
        Assert.Equal((3000, 2), (read, ended));

        async Task<IReadOnlyList<string>> SendAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
        {
            if (keys[0] == "K1")
                return keys;
            await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => Interlocked.Increment(ref ended), TaskScheduler.Default);
            return keys;
        }
    }

    [Fact]
    public async Task A_failed_batch_is_thrown_at_its_place()
    {
        var results = 0;
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var result in AosBatch.RunAsync(AosBatch.Async(Enumerable.Range(0, 5000).Select(number => $"K{number}")), 2, SendAsync, CancellationToken.None))
                results++;
        });
        Assert.Equal(2000, results);

        static Task<IReadOnlyList<string>> SendAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
            keys[0] == "K2000" ? Task.FromException<IReadOnlyList<string>>(new InvalidOperationException()) : Task.FromResult(keys);
    }
}
