using Aos.Api.Platform.Database;
using Aos.Api.Tests.Harness.Postgres;
using Dapper;

namespace Aos.Api.Tests.Platform.Database;

public sealed class MigratorTests : IAsyncLifetime
{
    private static readonly Migration First = new("0001-first", "create schema t; create table t.steps (n int);");
    private static readonly Migration Second = new("0002-second", "insert into t.steps values (2);");

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateEmptyAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Files_run_in_the_order_of_their_numbers_and_once()
    {
        var migrator = Migrator(new Migration("0010-later", "insert into t.steps values (10)"), Second, First);

        Assert.Equal(["0001-first", "0002-second", "0010-later"], await migrator.RunAsync());
        Assert.Empty(await migrator.RunAsync());
        Assert.Equal([2, 10], await QueryAsync<int>("select n from t.steps order by n"));
        Assert.Equal(3, await ScalarAsync("select count(*) from platform.schema_migrations where length(checksum) = 64 and ms >= 0"));
    }

    [Fact]
    public async Task A_file_that_comes_late_with_a_low_number_is_applied()
    {
        await Migrator(First, new Migration("0010-later", "select 1")).RunAsync();
        Assert.Equal(["0002-second"], await Migrator(First, Second, new Migration("0010-later", "select 1")).RunAsync());
    }

    [Fact]
    public async Task A_changed_file_is_named()
    {
        await Migrator(First, Second).RunAsync();
        var changed = new Migration("0002-second", "insert into t.steps values (3);");
        var fault = await Assert.ThrowsAsync<DatabaseStartException>(() => Migrator(First, changed).RunAsync());
        Assert.Contains("'0002-second' was changed", fault.Message);
    }

    [Fact]
    public async Task Line_ends_are_no_change()
    {
        await Migrator(new Migration("0001-lines", "select 1;\nselect 2;\n")).RunAsync();
        Assert.Empty(await Migrator(new Migration("0001-lines", "select 1;\r\nselect 2;\r\n")).RunAsync());
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await Migrator(First, Second).RunAsync();
        var fault = await Assert.ThrowsAsync<DatabaseStartException>(() => Migrator(First).RunAsync());
        Assert.Contains("newer than this program", fault.Message);
        Assert.Contains("0002-second", fault.Message);
    }

    [Fact]
    public async Task A_failing_file_leaves_nothing_and_those_before_it_stay()
    {
        var fault = await Assert.ThrowsAsync<DatabaseStartException>(() =>
            Migrator(First, new Migration("0002-broken", "insert into t.steps values (1); select 1/0;")).RunAsync());

        Assert.Equal("The migration '0002-broken' fails: division by zero (22012).", fault.Message);
        Assert.Equal(0, await ScalarAsync("select count(*) from t.steps"));
        Assert.Equal(["0001-first"], await QueryAsync<string>("select name from platform.schema_migrations"));
        Assert.Equal(["0002-second"], await Migrator(First, Second).RunAsync());
    }

    [Fact]
    public async Task A_marked_file_runs_without_a_transaction_also_while_others_wait()
    {
        var index = new Migration("0003-index", "-- no-transaction\ncreate index concurrently steps_n on t.steps (n)");
        var slow = new Migration("0002-slow", "select pg_sleep(0.2)");

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrator(First, slow, index).RunAsync()));

        Assert.Equal(["0001-first", "0002-slow", "0003-index"], runs.SelectMany(names => names).Order());
        Assert.Equal(1, await ScalarAsync("select count(*) from pg_index where indexrelid = 't.steps_n'::regclass and indisvalid"));
    }

    [Fact]
    public void Two_files_of_one_number_are_refused()
    {
        var fault = Assert.Throws<DatabaseStartException>(() => Migration.InOrder([First, new("0001-other", "")]));
        Assert.Contains("'0001-first' and '0001-other'", fault.Message);
        Assert.Throws<DatabaseStartException>(() => new Migration("first", ""));
    }

    [Fact]
    public async Task The_schema_is_complete_after_the_last_file()
    {
        var version = new SchemaVersion(_database.DataSource, [First, Second]);

        Assert.False(await version.IsCompleteAsync());
        await Migrator(First).RunAsync();
        Assert.False(await version.IsCompleteAsync());
        await Migrator(First, Second).RunAsync();
        Assert.True(await version.IsCompleteAsync());
        Assert.Equal("0002-second", version.Newest);
    }

    [Fact]
    public void The_program_has_its_own_files() => Assert.Equal("0001-platform", Migration.Embedded[0].Name);

    private Migrator Migrator(params Migration[] migrations) =>
        new(_database.ConnectionString, migrations, TimeProvider.System);

    private async Task<long> ScalarAsync(string sql)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    private async Task<IEnumerable<T>> QueryAsync<T>(string sql)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync();
        return await connection.QueryAsync<T>(sql);
    }
}
