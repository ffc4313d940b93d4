using System.CommandLine;
using Aos.Api.Platform.Commands;
using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Mileage;
using Aos.Api.VehicleIdentification.ReleaseAdministration;
using Aos.Api.VehicleIdentification.SampleData;

namespace Aos.Api.VehicleIdentification;

/// <summary>The commands of the area: <c>import</c>, <c>mileages</c>, <c>releases</c>, <c>sample-data</c>.</summary>
internal static class VehicleIdentificationCommands
{
    public static CommandLine AddVehicleIdentificationCommands(this CommandLine line) => line
        .Add(CreateImport(line.Settings))
        .Add(CreateMileages(line.Settings))
        .Add(new ReleasesCommand(line.Settings, DataSet()).Create())
        .Add(CreateSampleData());

    private static Command CreateImport(IReadOnlyList<string> settings)
    {
        var path = new Argument<string?>("PATH") { Description = "A manifest, or the folder that holds one.", Arity = ArgumentArity.ZeroOrOne };
        var set = DataSet();
        var folder = new Option<string?>("--make-manifest") { Description = "Write the manifest of this folder instead of importing." };
        var release = new Option<string?>("--release") { Description = "Name of the release, for --make-manifest." };
        var changed = new Option<bool>("--changed") { Description = "The files hold what has changed only, for --make-manifest." };
        var removals = new Option<bool>("--allow-removals") { Description = "A full import may leave out more than a fifth of the vehicles." };
        var command = new Command("import", "Makes a release of vehicles, models and code lists out of NDJSON or CSV files.") { path, set, folder, release, changed, removals };
        command.Validators.Add(result =>
        {
            var (makes, imports) = (result.GetValue(folder) is not null, result.GetValue(path) is not null);
            if (makes == imports)
                result.AddError("Name either what is imported or, with --make-manifest, a folder.");
            else if (makes && result.GetValue(release) is null)
                result.AddError("Name the release with --release.");
            else if (imports && (result.GetValue(release) is not null || result.GetValue(changed)))
                result.AddError("The options --release and --changed belong to --make-manifest.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var told = new CommandReport(parsed);
            if (parsed.GetValue(folder) is { } made)
                return await told.EndAsync(await ImportCommand.MakeManifestAsync(made, parsed.GetValue(release)!, parsed.GetValue(set)!, parsed.GetValue(changed), told.Output, cancellationToken));
            await using var database = await CommandDatabase.OpenAsync(settings, cancellationToken);
            return await told.EndAsync(await ImportCommand.RunAsync(
                database.Bulk, database.Time, parsed.GetValue(path)!, parsed.GetValue(set)!, told.Output, told.IsInteractive, cancellationToken,
                new ImportSettings { AllowRemovals = parsed.GetValue(removals), FreeBytes = () => database.FreeBytes }, parsed.InvocationConfiguration.Error));
        });
        return command;
    }

    private static Command CreateMileages(IReadOnlyList<string> settings)
    {
        var file = new Argument<string>("FILE") { Description = "NDJSON or CSV with vin, mileageKm and readAt; gzip is permitted." };
        var set = DataSet();
        var command = new Command("mileages", "Raises central mileages of vehicles; never lowers one.") { file, set };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var told = new CommandReport(parsed);
            await using var database = await CommandDatabase.OpenAsync(settings, cancellationToken);
            return await told.EndAsync(await MileageCommand.RunAsync(database.Bulk, database.Time, parsed.GetValue(file)!, parsed.GetValue(set)!, told.Output, cancellationToken));
        });
        return command;
    }

    private static Command CreateSampleData()
    {
        var vehicles = new Option<long>("--vehicles") { Description = "How many vehicles.", DefaultValueFactory = _ => SampleDataCommand.DefaultVehicles };
        vehicles.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() < 0)
                result.AddError("A number of vehicles cannot be negative.");
        });
        var seed = new Option<ulong>("--seed") { Description = "Other vehicles for another number.", DefaultValueFactory = _ => 0 };
        var packed = new Option<bool>("--gzip") { Description = "Pack vehicles and mileages." };
        var folder = new Argument<string>("DIR") { Description = "Folder that the files are written into." };
        var command = new Command("sample-data", "Writes synthetic data, the same bytes every time.") { folder, vehicles, seed, packed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var told = new CommandReport(parsed);
            return await told.EndAsync(await SampleDataCommand.RunAsync(
                parsed.GetValue(vehicles), parsed.GetValue(folder)!, told.Output, cancellationToken, parsed.GetValue(seed), parsed.GetValue(packed)));
        });
        return command;
    }

    private static Option<string> DataSet()
    {
        var production = DataSetNames.NameOf(DataSetNames.Production);
        var option = new Option<string>("--set") { Description = "The data set.", DefaultValueFactory = _ => production };
        option.AcceptOnlyFromAmong(production, DataSetNames.NameOf(DataSetNames.Sandbox));
        return option;
    }
}
