using Npgsql;

namespace Aos.Api.Tests.Harness.Postgres;

/// <summary>
/// The real time plus an offset that a test moves, the same in the program and in SQL (<c>platform.now()</c>).
/// Timers run in real time.
/// </summary>
internal sealed class MovableClock(NpgsqlDataSource database) : TimeProvider
{
    private long _offsetTicks;

    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

    public override long GetTimestamp() =>
        base.GetTimestamp() + (long)(Offset.TotalSeconds * TimestampFrequency);

    /// <summary>Moves both clocks. Never back.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        await using var command = database.CreateCommand("update platform.test_clock set shift = shift + @time");
        command.Parameters.AddWithValue("time", time);
        await command.ExecuteNonQueryAsync();
        Interlocked.Add(ref _offsetTicks, time.Ticks);
    }

    /// <summary>Replaces <c>platform.now()</c> of a database by one that reads the stored offset.</summary>
    public static async Task InstallAsync(string connectionString)
    {
        await using var connection = Aos.Api.Platform.Database.DataSources.Unpooled(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            create table platform.test_clock (shift interval not null);
            insert into platform.test_clock (shift) values (interval '0');
            create or replace function platform.now() returns timestamptz
                language sql stable parallel safe
                return pg_catalog.now() + (select c.shift from platform.test_clock c);
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }
}
