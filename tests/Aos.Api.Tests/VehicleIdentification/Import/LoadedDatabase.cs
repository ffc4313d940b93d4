using Aos.Api.Tests.Harness.Postgres;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>A database that holds release 2026-10 of <see cref="ImportFolder"/>, for a class whose tests leave it so.</summary>
public sealed class LoadedDatabase : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public string ConnectionString => _database.ConnectionString;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        using var good = await new ImportFolder().WrittenAsync();
        await good.RunAsync(ConnectionString);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();
}
