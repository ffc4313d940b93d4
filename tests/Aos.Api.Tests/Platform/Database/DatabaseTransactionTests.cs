using Aos.Api.Platform.Database;
using Aos.Api.Tests.Harness.Postgres;
using Dapper;
using Npgsql;

namespace Aos.Api.Tests.Platform.Database;

public sealed class DatabaseTransactionTests
{
    [Theory]
    [InlineData("40001", 3, true)]
    [InlineData("40P01", 1, true)]
    [InlineData("40001", 4, false)]
    [InlineData("23505", 1, false)]
    public async Task A_conflict_is_tried_three_times_more_and_leaves_one_result(string state, int conflicts, bool succeeds)
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await ExecuteAsync(database, "create table counted (n int)");
        var calls = 0;

        Task<int> Run() => DatabaseTransaction.RunAsync(database.DataSource, async (connection, transaction) =>
        {
            await connection.ExecuteAsync("insert into counted values (1)", transaction: transaction);
            if (calls++ < conflicts)
                await connection.ExecuteAsync($"do $$ begin raise exception sqlstate '{state}'; end $$", transaction: transaction);
            return calls;
        });

        if (succeeds)
            Assert.Equal(conflicts + 1, await Run());
        else
            Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(Run)).SqlState);
        Assert.Equal(succeeds ? 1 : 0, await ExecuteAsync(database, "select count(*) from counted"));
    }

    private static async Task<long> ExecuteAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}
