using Aos.Api.Platform.Database;
using Npgsql;

namespace Aos.Api.Tests.Harness.Postgres;

/// <summary>A database for one test class, with its own clock. Disposing drops it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestCluster _cluster;
    private readonly string _name;

    private TestDatabase(TestCluster cluster, string name)
    {
        (_cluster, _name) = (cluster, name);
        ConnectionString = cluster.ConnectionString(name);
        DataSource = DataSources.ForRequests(ConnectionString, "aos-test");
        Clock = new MovableClock(DataSource);
    }

    public string ConnectionString { get; }

    /// <summary>As the API has it.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>The time of this database and, as <see cref="TimeProvider"/>, of a host on it.</summary>
    public MovableClock Clock { get; }

    /// <summary>With every migration applied.</summary>
    public static Task<TestDatabase> CreateAsync() => CreateAsync(migrated: true);

    /// <summary>With every migration, the sample data and the callers of <see cref="Somebody"/>.</summary>
    public static async Task<TestDatabase> CreateSampleAsync()
    {
        var cluster = await TestCluster.GetAsync();
        return new TestDatabase(cluster, await cluster.CreateSampleDatabaseAsync());
    }

    /// <summary>With nothing in it: its clock cannot be moved.</summary>
    public static Task<TestDatabase> CreateEmptyAsync() => CreateAsync(migrated: false);

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await _cluster.DropDatabaseAsync(_name);
    }

    private static async Task<TestDatabase> CreateAsync(bool migrated)
    {
        var cluster = await TestCluster.GetAsync();
        return new TestDatabase(cluster, await cluster.CreateDatabaseAsync(migrated));
    }
}
