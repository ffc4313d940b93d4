using System.Globalization;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

[Trait("Scorecard", "11")]
public sealed class PagingTests
{
    [Fact]
    public async Task Ten_thousand_items_take_exactly_the_needed_calls()
    {
        await using var api = await ListOfTenThousandAsync();
        var vins = new List<string>();
        await foreach (var vehicle in api.Nasty().Vehicles.ListAllAsync(limit: 200))
            vins.Add(vehicle.Vin);

        Assert.Equal(Enumerable.Range(0, 10_000).Select(number => $"V{number}"), vins);
        Assert.Equal(50, api.Requests.Count);
        Assert.Equal("/nasty/v1/vehicles?limit=200", api.Requests[0].Target);
        Assert.Equal("/nasty/v1/vehicles?limit=200&cursor=9800", api.Requests[^1].Target);
    }

    [Fact]
    public async Task Stops_when_the_loop_breaks_and_reads_nothing_before_it_starts()
    {
        await using var api = await ListOfTenThousandAsync();
        var list = api.Nasty().Vehicles.ListAllAsync(limit: 200);
        Assert.Empty(api.Requests);
        var seen = 0;
        await foreach (var vehicle in list)
        {
            if (++seen == 201)
                break;
        }
        Assert.Equal(2, api.Requests.Count);
    }

    [Fact]
    public async Task Pages_can_be_gone_on_with_later()
    {
        await using var api = await ListOfTenThousandAsync();
        var pages = new List<AosPage<Nasty.Vehicle>>();
        await foreach (var page in api.Nasty().Vehicles.ListAllAsync(limit: 200).AsPages("9600"))
            pages.Add(page);
        Assert.Equal(["9800", null], pages.Select(page => page.NextCursor));
        Assert.Equal("V9600", pages[0].Items[0].Vin);
    }

    [Fact]
    public async Task A_repeated_cursor_throws()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Json(200, """{"items":[{"vin":"V1"}],"nextCursor":"same"}""");
        var seen = 0;
        var thrown = await Assert.ThrowsAsync<AosException>(async () =>
        {
            await foreach (var vehicle in api.Nasty().Vehicles.ListAllAsync())
                Assert.True(++seen < 10);
        });
        Assert.Equal(("sdk.cursor-repeated", 2), (thrown.Code, seen));
    }

    [Fact]
    public async Task Both_tokens_end_the_reading()
    {
        await using var api = await ListOfTenThousandAsync();
        using var ofCall = new CancellationTokenSource();
        using var ofLoop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WalkAsync(ofCall));
        Assert.Single(api.Requests);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WalkAsync(ofLoop));

        async Task WalkAsync(CancellationTokenSource cancel)
        {
            var callToken = cancel == ofCall ? ofCall.Token : default;
            await foreach (var vehicle in api.Nasty().Vehicles.ListAllAsync(cancellationToken: callToken).WithCancellation(ofLoop.Token))
                await cancel.CancelAsync();
        }
    }

    private static async Task<FakeApi> ListOfTenThousandAsync()
    {
        var api = await FakeApi.StartAsync();
        api.Otherwise = context =>
        {
            var start = int.Parse(context.Request.Query["cursor"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
            var items = string.Join(',', Enumerable.Range(start, 200).Select(number => $$"""{"vin":"V{{number}}"}"""));
            var next = start + 200 < 10_000 ? $"\"{start + 200}\"" : "null";
            return Answers.Json(200, $$"""{"items":[{{items}}],"nextCursor":{{next}}}""")(context);
        };
        return api;
    }
}
