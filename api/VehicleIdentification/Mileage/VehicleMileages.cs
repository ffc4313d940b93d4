using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Mileage;

/// <summary>A mileage that a vehicle showed.</summary>
/// <param name="Vin">17 characters, in capital letters.</param>
/// <param name="MileageKm">0 to 9,999,999 whole kilometres.</param>
/// <param name="ReadAt">When the vehicle showed it.</param>
internal sealed record MileageReading(string Vin, int MileageKm, DateTimeOffset ReadAt);

/// <summary>
/// The door to the central mileage of vehicles, for every area: it raises, and it never lowers. Each raise counts the
/// version up and notes when it took effect.
/// </summary>
internal sealed class VehicleMileages(NpgsqlDataSource database)
{
    /// <summary>Raises the mileage of a vehicle; false if the one it has is as high or higher.</summary>
    public async Task<bool> RaiseAsync(short dataSet, MileageReading reading, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await RaiseAsync(connection, null, dataSet, [reading], cancellationToken) == 1;
    }

    /// <summary>Raises the mileages of many vehicles in one statement, in the caller's transaction; gives how many were raised.</summary>
    public static Task<int> RaiseAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, short dataSet, IReadOnlyList<MileageReading> readings, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            insert into vehicle_identification.vehicle_states as held (data_set, vin, mileage_km, read_at, recorded_at, version)
            select distinct on (vin collate "C") @dataSet, vin, mileage_km, read_at, platform.now(), 1
            from unnest(@vins, @mileages, @times) as reading (vin, mileage_km, read_at)
            order by vin collate "C", mileage_km desc, read_at
            on conflict (data_set, vin) do update
            set mileage_km = excluded.mileage_km, read_at = excluded.read_at, recorded_at = excluded.recorded_at, version = held.version + 1
            where held.mileage_km < excluded.mileage_km
            """,
            new
            {
                dataSet,
                vins = readings.Select(reading => reading.Vin).ToArray(),
                mileages = readings.Select(reading => reading.MileageKm).ToArray(),
                times = readings.Select(reading => reading.ReadAt.UtcDateTime).ToArray(),
            },
            transaction, cancellationToken: cancellationToken));
}
