using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Identity.Clients;

public sealed class ClientPagingTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("")]
    [InlineData("sort=createdAt&")]
    [InlineData("sort=name&")]
    [InlineData("sort=-name&")]
    [InlineData("state=active&q=test&")]
    public async Task A_walk_over_the_pages_sees_everything_once_and_in_order(string query)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        // Equal values of the sorted column must not hide a client between two pages.
        await api.SqlAsync("update identity.clients set created_at = '2026-01-01' where id in ('test-mini', 'test-slow', 'test-bare'); update identity.clients set name = 'same' where id in ('test-mini', 'test-slow', 'test-bare')");
        var whole = Ids(await admin.ReadAsync($"{ClientCalls.Path}?{query}limit=200"));
        Assert.True(whole.Count >= 8);

        var walked = new List<string>();
        var cursor = "";
        do
        {
            using var answer = await admin.GetAsync($"{ClientCalls.Path}?{query}limit=3{cursor}");
            var page = await answer.JsonAsync();
            Assert.True(Ids(page).Count <= 3);
            walked.AddRange(Ids(page));
            var next = (string?)page["nextCursor"];
            cursor = next is null ? "" : "&cursor=" + next;
            Assert.True(page.AsObject().ContainsKey("nextCursor"));
            var link = answer.Header("Link");
            Assert.Equal(next is null, link is null);
            if (link is not null)
                Assert.Equal($"<http://localhost:{api.Address.Port}{ClientCalls.Path}?{query}limit=3&cursor={next}>; rel=\"next\"", link);
        }
        while (cursor.Length > 0);

        Assert.Equal(whole, walked);
    }

    [Fact]
    [Trait("Case", "FUZ-7")]
    public async Task A_cursor_of_another_list_or_a_changed_one_is_refused()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var cursor = await CursorAsync(admin, "");
        var middle = cursor.Length / 2;
        foreach (var query in new[]
        {
            "sort=name&cursor=" + cursor, "state=active&cursor=" + cursor, "q=test&cursor=" + cursor, $"tenantId={Somebody.Workshop.TenantId}&cursor={cursor}",
            "cursor=" + cursor[..^1], "cursor=" + cursor + "A", "cursor=" + cursor[..middle] + (cursor[middle] == 'A' ? 'B' : 'A') + cursor[(middle + 1)..],
            "cursor=" + (cursor[0] == 'A' ? 'B' : 'A') + cursor[1..], "cursor=x", "cursor=%27%20OR%201%3D1--", "cursor=!!!",
        })
        {
            using var answer = await admin.GetAsync($"{ClientCalls.Path}?{query}");
            await answer.ProblemAsync(400, "paging.cursor-invalid");
        }

        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var foreign = await workshop.GetAsync("/vehicle-identification/v1/vehicles?cursor=" + cursor);
        await foreign.ProblemAsync(400, "paging.cursor-invalid");
        using var right = await admin.GetAsync($"{ClientCalls.Path}?limit=7&cursor={cursor}");
        Assert.Equal(200, (int)right.StatusCode);
    }

    [Fact]
    public async Task A_cursor_holds_for_24_hours_and_not_for_26()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var cursor = await CursorAsync(admin, "");
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(24));
        using var later = await api.AsAsync(Somebody.Operator);
        using var good = await later.GetAsync($"{ClientCalls.Path}?cursor={cursor}");
        Assert.Equal(200, (int)good.StatusCode);
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        using var latest = await api.AsAsync(Somebody.Operator);
        using var old = await latest.GetAsync($"{ClientCalls.Path}?cursor={cursor}");
        await old.ProblemAsync(410, "paging.cursor-expired");
    }

    private static async Task<string> CursorAsync(HttpClient admin, string query) =>
        (string)(await admin.ReadAsync($"{ClientCalls.Path}?{query}limit=2"))["nextCursor"]!;

    private static List<string> Ids(JsonNode page) => [.. page["items"]!.AsArray().Select(client => client!.Id())];
}
