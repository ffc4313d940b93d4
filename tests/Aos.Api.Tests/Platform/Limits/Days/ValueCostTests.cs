using System.Net.Http.Headers;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Lookups;
using Aos.Api.Tests.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.Platform.Limits.Days;

/// <summary>Batches cost a unit for each key with a value, results of jobs one for each row with a value, when they are delivered.</summary>
[Trait("Decision", "API-D10")]
public sealed class ValueCostTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Unknown = "WBAUV71070A999999";
    private static readonly Guid Tenant = Somebody.Workshop.TenantId;
    private static readonly string[] Known = [.. SampleVehicle.All.Take(6).Select(vehicle => vehicle.Vin)];

    [Fact]
    public async Task A_batch_costs_what_has_a_value()
    {
        await api.DayAsync(Tenant, 10);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await LookUpAsync(workshop, Known[0], Unknown, Known[1], "nonsense");
        Assert.Equal((200, 8), ((int)answer.StatusCode, answer.Left()));
        using var nothing = await LookUpAsync(workshop, Unknown, "nonsense");
        Assert.Equal((200, 8), ((int)nothing.StatusCode, nothing.Left()));
        using var wrong = await workshop.SendJsonAsync(HttpMethod.Post, LookUpVehiclesTests.Path, """{"vins":[]}""");
        Assert.Equal((422, 8), ((int)wrong.StatusCode, wrong.Left()));
    }

    [Fact]
    public async Task With_fewer_units_than_keys_a_batch_is_refused_before_any_work()
    {
        await api.DayAsync(Tenant, 3);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using (var first = await LookUpAsync(workshop, Known[0]))
            Assert.Equal((200, 2), ((int)first.StatusCode, first.Left()));
        using var statements = new CountedStatements(api);
        using var refused = await LookUpAsync(workshop, Known[0], Unknown, Unknown);
        var problem = await refused.ProblemAsync(429, "limits.daily-limit-exceeded");
        Assert.Equal("The call needs units of the day: 3. The limit is 3, of which 2 are left.", (string?)problem["detail"]);
        Assert.Empty(statements.Take());
        Assert.Equal(2, refused.Left());
        using var fits = await LookUpAsync(workshop, Known[0], Unknown);
        Assert.Equal((200, 1), ((int)fits.StatusCode, fits.Left()));
    }

    [Fact]
    public async Task The_result_of_a_job_is_charged_once_when_it_is_delivered()
    {
        await api.DayAsync(Tenant, 100);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var path = await FinishedAsync(workshop, [.. Known, Unknown]);
        using (var head = await workshop.SendAsync(new(HttpMethod.Head, path)))
            Assert.Equal((200, 100), ((int)head.StatusCode, head.Left()));
        using (var first = await workshop.GetAsync(path))
            Assert.Equal((200, 94), ((int)first.StatusCode, first.Left()));
        using (var second = await workshop.GetAsync(path))
            Assert.Equal((200, 94), ((int)second.StatusCode, second.Left()));
    }

    [Fact]
    public async Task A_part_of_a_result_costs_its_share_with_what_lies_before_it()
    {
        await api.DayAsync(Tenant, 100);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var path = await FinishedAsync(workshop, Known);
        var length = (await workshop.SendAsync(new(HttpMethod.Head, path))).Content.Headers.ContentLength!.Value;
        foreach (var (from, to, left) in new[] { (0L, 0L, 99), (length / 2, length / 2, 96), (0L, length / 2, 96), (length - 1, length - 1, 94), (length / 2, length - 1, 94) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(from, to) } };
            using var answer = await workshop.SendAsync(request);
            Assert.Equal((206, left), ((int)answer.StatusCode, answer.Left()));
        }
    }

    [Fact]
    public async Task A_result_with_more_rows_than_units_left_is_refused_and_comes_in_parts()
    {
        await api.DayAsync(Tenant, 4);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var path = await FinishedAsync(workshop, Known);
        using var refused = await workshop.GetAsync(path);
        await refused.ProblemAsync(429, "limits.daily-limit-exceeded");
        Assert.Null(refused.Header("Repr-Digest"));
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(0, 99) } };
        using var part = await workshop.SendAsync(request);
        Assert.Equal((206, 3), ((int)part.StatusCode, part.Left()));
    }

    private static async Task<string> FinishedAsync(HttpClient client, string[] vins)
    {
        using var begun = await client.UploadAsync(string.Join('\n', vins.Select(vin => $"\"{vin}\"")));
        var path = await begun.BegunAsync();
        await client.EndedAsync(path);
        return path + "/result";
    }

    private static Task<HttpResponseMessage> LookUpAsync(HttpClient client, params string[] vins) =>
        client.SendJsonAsync(HttpMethod.Post, LookUpVehiclesTests.Path, $$"""{"vins":[{{string.Join(',', vins.Select(vin => $"\"{vin}\""))}}]}""");
}
