using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi;

namespace Aos.Api.VehicleIdentification.ReleaseAdministration;

/// <summary>Introduces the administration of releases.</summary>
internal static class ReleaseAdministrationServices
{
    public static IServiceCollection AddReleaseAdministration(this IServiceCollection services) => services
        .AddApiExample(CatalogueReleaseExamples.Release)
        .AddApiExample(CatalogueReleaseExamples.Rollback)
        .AddApiExample(CatalogueReleaseExamples.Abandonment)
        .AddApiExample(CatalogueReleaseExamples.Purge)
        .AddSingleton<CatalogueReleaseStore>()
        .AddSingleton<IJsonTypeInfoResolver>(ReleaseAdministrationJson.Default);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Page<CatalogueRelease>))]
[JsonSerializable(typeof(CatalogueRollback))]
[JsonSerializable(typeof(CatalogueAbandonment))]
[JsonSerializable(typeof(CataloguePurge))]
[JsonSerializable(typeof(CatalogueRollbackCreate))]
[JsonSerializable(typeof(CataloguePurgeCreate))]
internal sealed partial class ReleaseAdministrationJson : JsonSerializerContext;
