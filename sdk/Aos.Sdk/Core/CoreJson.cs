using System.Text.Json.Serialization;

namespace Aos.Sdk;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class CoreJson : JsonSerializerContext;
