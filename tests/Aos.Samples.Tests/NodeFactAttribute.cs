namespace Aos.Samples.Tests;

/// <summary>A test that needs Node.js. Without it the test is left out, except in CI.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    private const string Missing = "Node.js is missing: install it (20 or newer, with npm) to run this test.";

    public NodeFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (Environment.GetEnvironmentVariable("CI") != "true" && !folders.Any(folder => File.Exists(Path.Combine(folder, "npm"))))
            Skip = Missing;
    }
}
