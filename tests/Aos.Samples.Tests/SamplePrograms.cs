using Aos.Api.Tests.Harness;

namespace Aos.Samples.Tests;

/// <summary>The samples as they were built. They run from their own folder: beside the tests lie only the assemblies that these need.</summary>
internal static class SamplePrograms
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string PathOf(string name) => Path.Combine(SampleData.Folder, "..", name, "bin", Configuration, "net10.0", name + ".dll");
}
