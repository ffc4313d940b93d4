using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Sample;
using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Mileage;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>The area's part of <c>serve --sample</c>: the sample vehicles and their mileages, in the sandbox data set.</summary>
internal static class SampleVehicleStep
{
    /// <summary>A vehicle with everything that a vehicle can have.</summary>
    private const string FirstVin = "WBAUV71070A193748";

    public static async Task<SampleOutcome> RunAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        var bulk = services.GetRequiredKeyedService<NpgsqlDataSource>(DataSources.Bulk);
        var time = services.GetRequiredService<TimeProvider>();
        var report = new StringWriter();
        if (await ImportCommand.RunAsync(bulk, time, folder, DataSetNames.NameOf(DataSetNames.Sandbox), report, isInteractive: false, cancellationToken) != 0)
            throw new CommandException($"The sample data of {folder} cannot be loaded: {report}");
        var sample = await ReadAsync(bulk, cancellationToken);
        var mileages = Path.Combine(folder, SampleDataCommand.MileagesFile);
        if (!sample.HasMileages && await MileageCommand.RunAsync(bulk, time, mileages, DataSetNames.NameOf(DataSetNames.Sandbox), report, cancellationToken) != 0)
            throw new CommandException($"The sample mileages of {mileages} cannot be loaded: {report}");
        return new()
        {
            Summary = $"{sample.Vehicles:N0} sample vehicles, release {sample.Release}",
            FirstCall = $"/{VehicleIdentificationModule.Product}/v1/vehicles/{FirstVin}",
            Scope = Scopes.VehicleRead,
            ProductRight = VehicleIdentificationModule.ProductRight,
            Brands = sample.Brands,
        };
    }

    /// <summary>Mileages are raised in one transaction, so that any one of them stands for all.</summary>
    private static async Task<SandboxState> ReadAsync(NpgsqlDataSource bulk, CancellationToken cancellationToken)
    {
        await using var connection = await bulk.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<SandboxState>(new CommandDefinition(
            """
            select r.name as release, i.vehicles,
                   exists (select from vehicle_identification.vehicle_states s where s.data_set = r.data_set) as has_mileages,
                   array(
                       select distinct b.code
                       from vehicle_identification.brands b
                       where b.data_set = r.data_set and b.from_release <= r.current) as brands
            from vehicle_identification.releases r
            join vehicle_identification.imports i on i.data_set = r.data_set and i.number = r.current
            where r.data_set = @dataSet
            """, new { dataSet = DataSetNames.Sandbox }, cancellationToken: cancellationToken));
    }

    private sealed record SandboxState
    {
        public required string Release { get; init; }
        public long Vehicles { get; init; }
        public bool HasMileages { get; init; }
        public required string[] Brands { get; init; }
    }
}
