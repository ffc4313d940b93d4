using System.Runtime.CompilerServices;
using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Mileage;
using Npgsql;

namespace Aos.Api.Tests.Harness;

/// <summary>The committed sample data, loaded as an operator would load them.</summary>
internal static class SampleData
{
    /// <summary>Folder of the committed sample data.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "samples", "data"));

    /// <summary>Imports the release and the mileages into the sandbox data set.</summary>
    public static async Task LoadAsync(NpgsqlDataSource bulk)
    {
        var output = new StringWriter();
        var code = await ImportCommand.RunAsync(bulk, TimeProvider.System, Folder, "sandbox", output, isInteractive: false, CancellationToken.None);
        code += await MileageCommand.RunAsync(bulk, TimeProvider.System, Path.Combine(Folder, "mileages.ndjson"), "sandbox", output, CancellationToken.None);
        Assert.True(code == 0, output.ToString());
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
