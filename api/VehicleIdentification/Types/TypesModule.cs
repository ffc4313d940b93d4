using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.OpenApi;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>Introduces the type finder.</summary>
internal static class TypesModule
{
    public static IServiceCollection AddTypes(this IServiceCollection services) => services
        .AddSingleton<TypeFinder>()
        .AddApiExample(TypeExamples.Found)
        .AddApiExample(TypeExamples.One)
        .AddSingleton<JsonConverter, TypeAnswers.TypeConverter>()
        .AddSingleton<JsonConverter, TypeAnswers.ValueConverter>()
        .AddSingleton<IJsonTypeInfoResolver>(TypesJson.Default);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(VehicleType))]
[JsonSerializable(typeof(VehicleTypePage))]
internal sealed partial class TypesJson : JsonSerializerContext;
