using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

/// <summary>The packages as a partner gets them: packed, opened, and used from a project outside the repository.</summary>
[Trait("Scorecard", "30")]
public sealed class PackageTests : IAsyncLifetime
{
    private const string Version = "0.0.0-test";

    private readonly string _folder = Directory.CreateTempSubdirectory("aos-packages-").FullName;

    public async Task InitializeAsync()
    {
        // Packs Aos.Sdk too where it is another project's reference; an own configuration keeps clear of what the tests run from.
        foreach (var package in (string[])["Aos.Sdk", "Aos.Sdk.Testing"])
            await DotnetAsync(Repository.At("sdk"), "pack", package, "-c", "Release", "-o", _folder, $"-p:Version={Version}", "--nologo", "-v", "quiet");
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task They_hold_what_a_package_needs_and_work_from_a_scratch_project()
    {
        Check("Aos.Sdk", "Microsoft.Extensions.Http");
        // Our versions are pinned for what comes with others too, so that the second one stands there.
        Check("Aos.Sdk.Testing", "Aos.Sdk", "Microsoft.Extensions.Http");

        var scratch = Directory.CreateDirectory(Path.Combine(_folder, "scratch")).FullName;
        await File.WriteAllTextAsync(Path.Combine(scratch, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{_folder}/restored" /></config>
              <fallbackPackageFolders><add key="usual" value="{UsualPackages}" /></fallbackPackageFolders>
              <packageSources><add key="packed" value="{_folder}" /></packageSources>
              <packageSourceMapping><clear /></packageSourceMapping>
            </configuration>
            """);
        await File.WriteAllTextAsync(Path.Combine(scratch, "scratch.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors><NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Aos.Sdk.Testing" Version="{Version}" /></ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(scratch, "Program.cs"), """
            using Aos.Sdk.Testing;
            using var fake = new AosFakeServer();
            fake.Next("GetVehicle").Answers(503);
            var vehicle = await fake.CreateClient().VehicleIdentification.Vehicles.GetAsync("WBAUV71070A999999");
            Console.WriteLine($"{vehicle.Vin} after {fake.Calls.Count} calls");
            """);
        var output = await DotnetAsync(scratch, "run", "--nologo");
        Assert.Equal("WBAUV71070A999999 after 2 calls", output.Trim());
    }

    private void Check(string package, params string[] dependencies)
    {
        using var content = ZipFile.OpenRead(Path.Combine(_folder, $"{package}.{Version}.nupkg"));
        var files = content.Entries.Select(entry => entry.FullName).ToHashSet();
        Assert.Superset(
            new HashSet<string> { "README.md", "icon.png", $"lib/net8.0/{package}.dll", $"lib/net8.0/{package}.xml", $"lib/net10.0/{package}.dll", $"lib/net10.0/{package}.xml" }, files);

        using var specification = content.GetEntry($"{package}.nuspec")!.Open();
        var metadata = XDocument.Load(specification).Descendants().ToLookup(element => element.Name.LocalName);
        Assert.Equal(("MIT", "README.md", "icon.png"), (metadata["license"].Single().Value, metadata["readme"].Single().Value, metadata["icon"].Single().Value));
        Assert.All(metadata["group"], group => Assert.Equal(dependencies, group.Elements().Select(dependency => dependency.Attribute("id")!.Value)));
        Assert.Equal(2, metadata["group"].Count());

        var library = Path.Combine(_folder, $"{package}.dll");
        content.GetEntry($"lib/net8.0/{package}.dll")!.ExtractToFile(library);
        Assert.NotEmpty(AssemblyName.GetAssemblyName(library).GetPublicKeyToken()!);
        using var image = new PEReader(File.OpenRead(library));
        Assert.Contains(image.ReadDebugDirectory(), entry => entry.Type is DebugDirectoryEntryType.EmbeddedPortablePdb);
        File.Delete(library);
    }

    private static string UsualPackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static async Task<string> DotnetAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} failed:\n{await output}{await errors}");
        return await output;
    }
}
