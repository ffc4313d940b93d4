using System.Text.Json.Serialization;

namespace Aos.Sdk;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Job))]
internal sealed partial class CoreJson : JsonSerializerContext;
