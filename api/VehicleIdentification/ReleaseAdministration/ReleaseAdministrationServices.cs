using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi;
using Aos.Api.VehicleIdentification.Import;
using Npgsql;

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
        .AddSingleton(new RecurringWork("sweep-releases", SweepAsync))
        .AddSingleton<IJsonTypeInfoResolver>(ReleaseAdministrationJson.Default);

    /// <summary>Removes the rows that abandoned, withdrawn and purged releases have left.</summary>
    private static async Task SweepAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var connection = await services.GetRequiredKeyedService<NpgsqlDataSource>(DataSources.Bulk).OpenConnectionAsync(cancellation);
        foreach (var dataSet in new[] { DataSetNames.Production, DataSetNames.Sandbox })
            await new ReleaseSweep(connection, dataSet).RunAsync(cancellation);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Page<CatalogueRelease>))]
[JsonSerializable(typeof(CatalogueRollback))]
[JsonSerializable(typeof(CatalogueAbandonment))]
[JsonSerializable(typeof(CataloguePurge))]
[JsonSerializable(typeof(CatalogueRollbackCreate))]
[JsonSerializable(typeof(CataloguePurgeCreate))]
internal sealed partial class ReleaseAdministrationJson : JsonSerializerContext;
