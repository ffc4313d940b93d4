using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.OpenApi.Documents;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.OpenApi.Schemas;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi;

/// <summary>The OpenAPI documents: one per version of a product, made from the code that serves it.</summary>
internal static class OpenApiModule
{
    private static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Registers how the documents are made.</summary>
    public static IServiceCollection AddOpenApiDocuments(this IServiceCollection services)
    {
        services.AddOptions<DocumentContact>().BindConfiguration("Contact");
        services.AddSingleton<ApiDocuments>().AddSingleton<ServedDocuments>().AddSingleton<Examples>().AddSingleton(_ => CodeComments.Read());
        services.AddSwaggerGen();
        services.AddSingleton<ISerializerDataContractResolver>(_ => new JsonSerializerDataContractResolver(ContractJson()));
        services.AddOptions<SwaggerGenOptions>().Configure<ApiDocuments, CodeComments, Examples>(Configure);
        return services;
    }

    /// <summary>Adds a document for controllers that belong to no product.</summary>
    public static IServiceCollection AddApiDocument(this IServiceCollection services, ApiDocument document) => services.AddSingleton(document);

    /// <summary>Sets the example of a type; without it, one is put together from the examples of its properties.</summary>
    public static IServiceCollection AddApiExample(this IServiceCollection services, object example) => services.AddSingleton(new TypeExample(example));

    /// <summary>Serves the documents and their changelogs, without a token.</summary>
    public static void MapOpenApiDocuments(this IEndpointRouteBuilder routes)
    {
        foreach (var document in routes.ServiceProvider.GetRequiredService<ApiDocuments>().All)
        {
            Map(routes, document.Path, (served, context) => served.SendAsync(document, context));
            Map(routes, document.ChangelogPath, (served, context) => served.SendChangelogAsync(document, context));
        }
    }

    private static void Map(IEndpointRouteBuilder routes, string path, Func<ServedDocuments, HttpContext, Task> send) =>
        routes.MapMethods(path, ReadMethods, context => send(context.RequestServices.GetRequiredService<ServedDocuments>(), context)).AllowAnonymous().ExcludeFromDescription();

    private static void Configure(SwaggerGenOptions swagger, ApiDocuments documents, CodeComments comments, Examples examples)
    {
        foreach (var document in documents.All)
            swagger.SwaggerDoc(document.Name, DocumentFrame.Info(document));
        swagger.AddSecurityDefinition(SecurityFilter.Token, DocumentFrame.TokenScheme(new Dictionary<string, string>(), new Dictionary<string, string>()));
        swagger.AddSecurityDefinition(SecurityFilter.ClientSecret, DocumentFrame.ClientSecretScheme());

        swagger.IncludeXmlComments(() => comments.Document);
        swagger.DescribeAllParametersInCamelCase();
        swagger.UseAllOfToExtendReferenceSchemas();
        swagger.CustomSchemaIds(SchemaNames.Of);
        swagger.CustomOperationIds(api => OperationNames.Of(api.ActionDescriptor));
        swagger.OrderActionsBy(api => $"/{api.RelativePath} {OperationNames.MethodRank(api.HttpMethod)}");
        swagger.MapType<decimal>(() => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "decimal" });
        swagger.MapType<decimal?>(() => new OpenApiSchema { Type = JsonSchemaType.Number | JsonSchemaType.Null, Format = "decimal" });

        swagger.SchemaFilter<TextFormFilter>();
        swagger.SchemaFilter<NamedEnumFilter>(comments);
        swagger.SchemaFilter<PresenceFilter>();
        swagger.OperationFilter<RequestFilter>();
        swagger.OperationFilter<SecurityFilter>();
        swagger.OperationFilter<AccessFilter>();
        swagger.OperationFilter<SuccessFilter>();
        swagger.OperationFilter<FailureFilter>();
        swagger.OperationFilter<DeprecationFilter>();
        swagger.DocumentFilter<DocumentFrame>(comments);
        swagger.DocumentFilter<SchemaUseFilter>();
        swagger.DocumentFilter<ExamplesFilter>(examples);
        swagger.DocumentFilter<StableOrderFilter>();
    }

    /// <summary>Names and enum texts as answers have them, but for every type and not only those with generated metadata.</summary>
    private static JsonSerializerOptions ContractJson() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}
