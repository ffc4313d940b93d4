using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Database.Embedded;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.Platform.Instances;

/// <summary>What a running API tells about itself in <c>instance.json</c> beside its data; the file is there while it runs.</summary>
internal sealed record Instance
{
    private const string FileName = "instance.json";

    public required int Pid { get; init; }
    public required string Version { get; init; }

    /// <summary>Origin of the API, such as <c>http://localhost:5080</c>.</summary>
    public required string Address { get; init; }
    public required string Docs { get; init; }
    public required string PostgreSql { get; init; }
    public required double StartSeconds { get; init; }
    public required string DataDirectory { get; init; }

    /// <summary>One line per area that has sample data; empty without them.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>Path of a request to begin with; null without sample data.</summary>
    public string? FirstCall { get; init; }

    public void Write() =>
        PrivateFile.Write(Path.Combine(DataDirectory, FileName), JsonSerializer.SerializeToUtf8Bytes(this, InstanceJson.Default.Instance));

    public static void Delete(string dataDirectory) => File.Delete(Path.Combine(dataDirectory, FileName));

    /// <summary>The API that runs on these data; null if none does, whatever a killed one has left behind.</summary>
    public static Instance? ReadLiving(string dataDirectory)
    {
        try
        {
            var instance = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(dataDirectory, FileName)), InstanceJson.Default.Instance);
            return instance is not null && IsApi(instance.Pid) ? instance : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a process of this number lives and is this program, not a stranger with a reused number.</summary>
    public static bool IsApi(int pid) =>
        ServerProcess.Arguments(pid).Any(argument => Path.GetFileNameWithoutExtension(argument) == typeof(Instance).Assembly.GetName().Name);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(Instance))]
internal sealed partial class InstanceJson : JsonSerializerContext;
