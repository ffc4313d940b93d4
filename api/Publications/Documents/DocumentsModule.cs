using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Sample;

namespace Aos.Api.Publications.Documents;

/// <summary>Introduces documents.</summary>
internal static class DocumentsModule
{
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services
        .AddSingleton<DocumentStore>()
        .AddSingleton<DocumentReading>()
        .AddSingleton(new SampleAddition(SampleDocuments.EnsureAsync))
        .AddSingleton<IJsonTypeInfoResolver>(DocumentsJson.Default);
}

/// <summary>Source-generated JSON of documents.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Document))]
[JsonSerializable(typeof(DocumentVersion))]
[JsonSerializable(typeof(Page<DocumentVersion>))]
[JsonSerializable(typeof(DocumentPublication))]
[JsonSerializable(typeof(TechnicalSections))]
internal sealed partial class DocumentsJson : JsonSerializerContext;
