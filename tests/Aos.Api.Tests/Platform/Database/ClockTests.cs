using Aos.Api.Tests.Harness.Postgres;
using Dapper;

namespace Aos.Api.Tests.Platform.Database;

public sealed class ClockTests
{
    [Fact]
    public async Task The_clocks_of_program_and_database_move_together_and_others_stay()
    {
        await using var moved = await TestDatabase.CreateAsync();
        await using var still = await TestDatabase.CreateAsync();
        var before = moved.Clock.GetTimestamp();

        await moved.Clock.AdvanceAsync(TimeSpan.FromDays(40));

        Assert.InRange((await NowAsync(moved) - moved.Clock.GetUtcNow()).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.InRange(moved.Clock.GetElapsedTime(before), TimeSpan.FromDays(40), TimeSpan.FromDays(41));
        Assert.InRange(moved.Clock.GetUtcNow() - await NowAsync(still), TimeSpan.FromDays(39), TimeSpan.FromDays(41));
    }

    [Fact]
    public async Task Of_the_real_clock_function_nothing_is_left_in_a_plan()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await new Api.Platform.Database.Migrator(database.ConnectionString, Api.Platform.Database.Migration.Embedded, TimeProvider.System).RunAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var plan = string.Join('\n', await connection.QueryAsync<string>("explain (verbose) select platform.now()"));
        Assert.DoesNotContain("platform.now", plan);
        Assert.Contains("now()", plan);
    }

    private static async Task<DateTimeOffset> NowAsync(TestDatabase database)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<DateTime>("select platform.now()");
    }
}
