using System.Text.Json.Serialization;

namespace Aos.Sdk;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(PendingSignIn))]
[JsonSerializable(typeof(UserTokens))]
[JsonSerializable(typeof(UserInfo))]
[JsonSerializable(typeof(IdTokenPayload))]
[JsonSerializable(typeof(ServerConfiguration))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(DeviceAnswer))]
internal sealed partial class SignInJson : JsonSerializerContext;
