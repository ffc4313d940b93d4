using System.Security.Cryptography;
using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Sample;
using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Mileage;
using Aos.Api.VehicleIdentification.ReleaseAdministration;
using Npgsql;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>The area's part of <c>serve --sample</c>: the sample vehicles and their mileages, in the sandbox data set.</summary>
internal static class SampleVehicleStep
{
    /// <summary>The example vehicle of the documentation.</summary>
    private const string FirstVin = "WBAUV71070A193748";

    public static async Task<SampleOutcome> RunAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        var manifest = SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, ImportManifest.FileName), cancellationToken));
        var state = await ReadAsync(database, manifest, cancellationToken);
        if (!state.IsLoaded)
        {
            await LoadAsync(services, folder, cancellationToken);
            state = await ReadAsync(database, manifest, cancellationToken);
        }

        return new()
        {
            Summary = $"{state.Vehicles:N0} sample vehicles, release {state.Release}",
            FirstCall = $"/{VehicleIdentificationModule.Product}/v1/vehicles/{FirstVin}",
            Scope = Scopes.VehicleRead,
            ProductRight = VehicleIdentificationModule.ProductRight,
            StaffRight = CatalogueReleasesController.Right,
            Brands = state.Brands,
        };
    }

    private static async Task LoadAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        var bulk = services.GetRequiredKeyedService<NpgsqlDataSource>(DataSources.Bulk);
        var time = services.GetRequiredService<TimeProvider>();
        var set = DataSetNames.NameOf(DataSetNames.Sandbox);
        var report = new StringWriter();
        if (await ImportCommand.RunAsync(bulk, time, folder, set, report, isInteractive: false, cancellationToken) != 0
            || await MileageCommand.RunAsync(bulk, time, Path.Combine(folder, SampleDataCommand.MileagesFile), set, report, cancellationToken) != 0)
            throw new CommandException($"The sample data of {folder} cannot be loaded: {report}");
    }

    /// <summary>Somebody's own release in the sandbox stays. One plain statement, because every start waits for it. Mileages are raised in one transaction: one stands for all.</summary>
    private static async Task<SandboxState> ReadAsync(NpgsqlDataSource database, byte[] manifest, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select r.name, i.vehicles,
                   i.manifest_sha256 <> @manifest or exists (select from vehicle_identification.vehicle_states s where s.data_set = r.data_set) as loaded,
                   array(
                       select distinct b.code
                       from vehicle_identification.brands b
                       where b.data_set = r.data_set and b.from_release <= r.current) as brands
            from vehicle_identification.releases r
            join vehicle_identification.imports i on i.data_set = r.data_set and i.number = r.current
            where r.data_set = @dataSet
            """);
        command.Parameters.Add(new NpgsqlParameter<byte[]>("manifest", manifest));
        command.Parameters.Add(new NpgsqlParameter<short>("dataSet", DataSetNames.Sandbox));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetString(0), reader.GetInt64(1), reader.GetBoolean(2), reader.GetFieldValue<string[]>(3))
            : new("", 0, IsLoaded: false, []);
    }

    private sealed record SandboxState(string Release, long Vehicles, bool IsLoaded, string[] Brands);
}
