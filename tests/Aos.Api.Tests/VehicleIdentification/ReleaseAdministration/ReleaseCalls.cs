using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.ReleaseAdministration;

/// <summary>Paths of the administration of releases, and imports that make some.</summary>
internal static class ReleaseCalls
{
    public const string Catalogue = "/administration/v1/catalogues/sandbox";
    public const string New = "WBAUV81080A000009";

    /// <summary>Imports changes into the sandbox data set of a host.</summary>
    public static async Task ChangeAsync(this ApiHost api, string release, params string[] vehicles)
    {
        using var folder = await new ImportFolder { Release = release, IsChanged = true }.With("vehicles", vehicles).Only("vehicles").WrittenAsync();
        var (exitCode, output) = await folder.ImportAsync(api.Database.ConnectionString);
        Assert.True(exitCode == 0, output);
    }

    /// <summary>A vehicle that the sample data do not hold.</summary>
    public static string Line(string vin = New, string paint = "475") => $$"""{"vin":"{{vin}}","typeKey":"UV81","paint":"{{paint}}","producedOn":"2009-03-17"}""";
}
