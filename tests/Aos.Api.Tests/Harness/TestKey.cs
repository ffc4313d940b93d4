using Aos.Api.Platform.Secrets;
using Aos.Api.Tests.Harness.Postgres;

namespace Aos.Api.Tests.Harness;

/// <summary>The master key that all hosts of this process share, as the nodes of one installation do.</summary>
internal static class TestKey
{
    private static readonly Lazy<string> Path = new(() =>
    {
        var path = System.IO.Path.Combine(TestDirectories.Create("key"), "master.key");
        MasterKey.ReadOrCreate(path);
        return path;
    });

    /// <summary>Its file.</summary>
    public static string File => Path.Value;
}
