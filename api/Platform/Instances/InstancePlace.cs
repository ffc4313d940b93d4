using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Database;

namespace Aos.Api.Platform.Instances;

/// <summary>Where the instance of these settings has its data, and its sources.</summary>
/// <param name="DataDirectory">Directory of the embedded database.</param>
/// <param name="Quickstart">Path of the sample program, as it can be typed here.</param>
internal sealed record InstancePlace(string DataDirectory, string Quickstart)
{
    private const string QuickstartInClone = "samples/Quickstart";

    public static InstancePlace Read(IReadOnlyList<string> settings)
    {
        var configuration = CommandHost.CreateBuilder(settings).Configuration;
        var options = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new();
        var clone = configuration["Instance:Clone"] ?? Environment.CurrentDirectory;
        return new(options.Files.Root, clone == Environment.CurrentDirectory ? QuickstartInClone : Quoted(Path.Combine(clone, QuickstartInClone)));
    }

    /// <exception cref="CommandException">None runs.</exception>
    public Instance FindRunning() => Instance.ReadLiving(DataDirectory) ?? throw new CommandException("AOS is not running; './aos up' starts it.");

    private static string Quoted(string path) => path.Any(char.IsWhiteSpace) ? $"'{path}'" : path;
}
