using System.Diagnostics;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Database.Embedded;
using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.Tests.Platform.Database;
using Npgsql;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>A real <c>kill -9</c> of the program, and a server that dies: the next run of the same import goes on.</summary>
public sealed class KilledImportTests
{
    private const string Braked = "WBAUV81010A000003";

    [Fact]
    public async Task The_program_is_killed_in_the_middle_of_a_chunk()
    {
        await using var database = await TestDatabase.CreateAsync();
        await FirstAsync(database.ConnectionString);
        using var next = await NextAsync();
        await using (var brake = await ImportBrake.BeforeVehicleAsync(database.ConnectionString, Braked))
        {
            using var import = StartImport(database.ConnectionString, next.Path);
            await Task.WhenAny(brake.UntilItWaitsAsync(), import.WaitForExitAsync());
            Assert.False(import.HasExited, import.HasExited ? await import.StandardError.ReadToEndAsync() : "");
            import.Kill();
            await import.WaitForExitAsync();
        }

        Assert.Equal("loading", await Catalogue.ScalarAsync<string>(database.ConnectionString, "select state from vehicle_identification.imports where number = 2"));
        await GoesOnAsync(database.ConnectionString, next);
    }

    [Fact]
    public async Task The_server_dies_in_the_middle_of_a_chunk_and_the_staged_rows_with_it()
    {
        var cluster = new OwnCluster();
        await cluster.PrepareAsync();
        await using var server = await cluster.StartAsync();
        await new Migrator(cluster.ConnectionString, Migration.Embedded, TimeProvider.System).RunAsync();
        await FirstAsync(cluster.ConnectionString);
        using var next = await NextAsync();
        await using (var brake = await ImportBrake.BeforeVehicleAsync(cluster.ConnectionString, Braked))
        {
            var running = next.RunAsync(cluster.ConnectionString);
            await brake.UntilItWaitsAsync();
            ServerProcess.Kill(PostmasterFile.Read(cluster.Files.Data)!.Pid);
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => running);
        }

        // Whoever supervises the server starts it again; what is pooled is dead.
        await cluster.UntilAnswersAsync();
        NpgsqlConnection.ClearAllPools();
        Assert.Equal(0, await Catalogue.ScalarAsync<int>(cluster.ConnectionString + ";Pooling=false", "select count(*)::int from vehicle_identification.staged_vehicles_2"));
        await GoesOnAsync(cluster.ConnectionString, next);
    }

    private static async Task GoesOnAsync(string database, ImportFolder next)
    {
        Assert.Equal((1, "2026-10"), await Catalogue.CurrentAsync(database));
        var (exitCode, output) = await next.ImportAsync(database);
        Assert.True(exitCode == 0, output);
        Assert.StartsWith("The import that had been cut off went on. Release 2026-11 of the sandbox data set is in use: 2 vehicles; 2 rows added, 0 changed, 3 removed", output);
        Assert.Equal((2, "2026-11"), await Catalogue.CurrentAsync(database));
        Assert.Equal(["WB10A01000Z000000", Braked], await Catalogue.VinsAsync(database));
    }

    private static async Task FirstAsync(string database)
    {
        using var first = await new ImportFolder().WrittenAsync();
        await first.RunAsync(database);
    }

    private static Task<ImportFolder> NextAsync() => new ImportFolder { Release = "2026-11", ChunkSize = 1 }
        .With("vehicles",
            """{"vin":"WB10A01000Z000000","typeKey":"0A01","paint":"300","producedOn":"2015-04-01"}""",
            $$"""{"vin":"{{Braked}}","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""").WrittenAsync();

    private static Process StartImport(string database, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "import", folder, "--set", "sandbox"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Database__ConnectionString"] = database;
        start.Environment["Database__DisposableCluster"] = "true";
        return Process.Start(start)!;
    }
}
