using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Platform.Http;

/// <summary>Source-generated JSON of the platform's own answers.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnumConverter<ResolutionAction>), typeof(CamelCaseEnumConverter<JobStatus>)])]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Client))]
[JsonSerializable(typeof(ClientCreate))]
[JsonSerializable(typeof(ClientReplace))]
[JsonSerializable(typeof(ClientSecret))]
[JsonSerializable(typeof(ClientSecretCreate))]
[JsonSerializable(typeof(Page<Client>))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(Page<Job>))]
internal sealed partial class PlatformJson : JsonSerializerContext
{
    private static readonly Lazy<PlatformJson> WithUmlauts =
        new(() => new(new JsonSerializerOptions(((JsonSerializerContext)Default!).Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    /// <summary>With umlauts as themselves.</summary>
    public static PlatformJson Readable => WithUmlauts.Value;
}

/// <summary>Enum values as lower camel case text, compared with case; numbers are refused.</summary>
internal sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>How every body is read and written. Areas add their source-generated contexts as services.</summary>
internal static class JsonForms
{
    /// <summary>Depth that a request body may have.</summary>
    private const int MaxDepth = 32;

    /// <summary>Settings of <see cref="JsonSerializerOptions.Strict"/>, one by one because MVC's options cannot be replaced.</summary>
    public static void ConfigureInput(JsonSerializerOptions options, IEnumerable<IJsonTypeInfoResolver> contexts)
    {
        Configure(options, contexts);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = MaxDepth;
        options.Converters.Add(new RequestTextConverter());
    }

    /// <summary>Settings for answers.</summary>
    /// <param name="contexts">What the areas answer.</param>
    /// <param name="converters">How they write what is worth a converter.</param>
    public static JsonSerializerOptions Output(IEnumerable<IJsonTypeInfoResolver> contexts, IEnumerable<JsonConverter> converters)
    {
        var options = new JsonSerializerOptions();
        Configure(options, contexts);
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        foreach (var converter in converters)
            options.Converters.Add(converter);
        options.MakeReadOnly();
        return options;
    }

    private static void Configure(JsonSerializerOptions options, IEnumerable<IJsonTypeInfoResolver> contexts)
    {
        // Umlauts as themselves: bodies are application/json with nosniff and stand in no page.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine([.. contexts]);
    }
}
