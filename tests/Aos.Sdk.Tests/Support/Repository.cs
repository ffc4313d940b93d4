namespace Aos.Sdk.Tests.Support;

/// <summary>Where the repository is, seen from the test's build output.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    public static string At(string path) => Path.Combine(Root, path);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aos.Api.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}
