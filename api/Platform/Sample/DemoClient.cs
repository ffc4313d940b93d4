using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.Platform.Sample;

/// <summary>A client of the sample and its secret, as <c>demo.json</c> beside the data keeps them.</summary>
internal sealed record DemoClient(string Id, string Secret)
{
    /// <summary>The sandbox client of the demo organisation.</summary>
    public const string Workshop = "demo-workshop";

    /// <summary>The client that administers clients.</summary>
    public const string Operator = "demo-operator";

    private const string FileName = "demo.json";

    /// <summary>Secrets by client id; empty if there is no readable file.</summary>
    public static Dictionary<string, string> ReadAll(string dataDirectory)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(dataDirectory, FileName)), DemoJson.Default.DictionaryStringString) ?? [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return [];
        }
    }

    public static void WriteAll(string dataDirectory, Dictionary<string, string> secrets) =>
        PrivateFile.Write(Path.Combine(dataDirectory, FileName), JsonSerializer.SerializeToUtf8Bytes(secrets, DemoJson.Default.DictionaryStringString));

    /// <summary>One client; null if the file does not name it.</summary>
    public static DemoClient? Find(string dataDirectory, string id) =>
        ReadAll(dataDirectory).TryGetValue(id, out var secret) ? new(id, secret) : null;
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class DemoJson : JsonSerializerContext;
