using System.Diagnostics;
using Aos.Api.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aos.Samples.Tests.Pages;

/// <summary>A C# block as a program of its own: compiled against the SDK, and run against the API.</summary>
internal sealed class SampleProgram
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        global using Aos.Sdk; global using Aos.Sdk.Testing; global using Aos.Sdk.VehicleIdentification;
        global using Microsoft.Extensions.DependencyInjection; global using Xunit;
        """;

    /// <summary>For blocks that go on where another one has made the client.</summary>
    private const string Client = "var client = AosClient.FromEnvironment();\n";

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
            .Where(path => Path.GetFileName(path) is var name && !name.StartsWith("Aos.Api", StringComparison.Ordinal) && !name.StartsWith("Aos.Samples", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];

    private readonly CSharpCompilation _compilation;

    public SampleProgram(string code) => _compilation = CSharpCompilation.Create(
        "Sample",
        [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(MakesClient(code) ? code : Client + code)],
        References,
        new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What the compiler has against it.</summary>
    public IReadOnlyList<string> Faults =>
        [.. _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id is not ("CS8019" or "CS8933" or "CS1701" or "CS1702")).Select(diagnostic => diagnostic.ToString())];

    /// <summary>Runs it in a process of its own, with the settings of somebody in its environment.</summary>
    public async Task<(int Code, string Output)> RunAsync(ApiHost api, Somebody somebody)
    {
        // Beside the assemblies it needs.
        var path = Path.Combine(AppContext.BaseDirectory, $"Sample-{Guid.NewGuid():N}.dll");
        var settings = Path.ChangeExtension(path, "runtimeconfig.json");
        try
        {
            Assert.True(_compilation.Emit(path).Success);
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Aos.Samples.Tests.runtimeconfig.json"), settings);
            return await RunAsync(path, api, somebody);
        }
        finally
        {
            File.Delete(path);
            File.Delete(settings);
        }
    }

    private static bool MakesClient(string code) => code.Contains("AosClient", StringComparison.Ordinal) || code.Contains("AosFakeServer", StringComparison.Ordinal);

    private static async Task<(int Code, string Output)> RunAsync(string path, ApiHost api, Somebody somebody)
    {
        var place = Directory.CreateTempSubdirectory("aos-sample-");
        var start = new ProcessStartInfo("dotnet", [path]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = place.FullName };
        start.Environment["AOS_BASE_ADDRESS"] = api.Address.ToString();
        start.Environment["AOS_CLIENT_ID"] = somebody.ClientId;
        start.Environment["AOS_CLIENT_SECRET"] = somebody.Secret;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        place.Delete(recursive: true);
        return (process.ExitCode, await output + await errors);
    }
}
