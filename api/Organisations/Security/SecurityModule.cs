using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Aos.Api.Organisations.Security;

/// <summary>Introduces what organisations demand of sign-ins.</summary>
internal static class SecurityModule
{
    public static IServiceCollection AddSecurityPolicies(this IServiceCollection services) => services.AddSingleton<IJsonTypeInfoResolver>(SecurityJson.Default);
}

/// <summary>Source-generated JSON of the security policy.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SecurityPolicy))]
[JsonSerializable(typeof(SecurityPolicyReplace))]
internal sealed partial class SecurityJson : JsonSerializerContext;
