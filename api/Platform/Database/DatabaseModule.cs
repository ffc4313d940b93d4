using Dapper;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Aos.Api.Platform.Database;

/// <summary>Introduces the database to a host.</summary>
internal static class DatabaseModule
{
    /// <summary>
    /// Adds the data sources (main, and the keys <see cref="DataSources.Bulk"/> and <see cref="DataSources.ReadOnly"/>)
    /// and the hosted service that has the database ready before the others start.
    /// </summary>
    public static IServiceCollection AddAosDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;

        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection(DatabaseOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);

        // Each statement is a log entry at level Information; that is for debugging only.
        services.AddLogging(logging => logging.AddFilter("Npgsql", LogLevel.Warning));
        services.AddSingleton(provider => DataSources.ForRequests(
            Options(provider).EffectiveConnectionString, "aos", provider.GetService<ILoggerFactory>()));
        services.AddKeyedSingleton(DataSources.Bulk, (provider, _) => DataSources.ForBulk(
            Options(provider).EffectiveConnectionString, provider.GetService<ILoggerFactory>()));
        services.AddKeyedSingleton(DataSources.ReadOnly, (provider, _) => Options(provider).ReadOnly is { Length: > 0 } readOnly
            ? DataSources.ForRequests(readOnly, "aos-read", provider.GetService<ILoggerFactory>())
            : provider.GetRequiredService<NpgsqlDataSource>());

        services.AddSingleton(Migration.Embedded);
        services.AddSingleton(provider => new Migrator(
            Options(provider).EffectiveConnectionString, Migration.Embedded, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SchemaVersion>();

        services.AddSingleton<DatabaseHostedService>();
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(provider => provider.GetRequiredService<DatabaseHostedService>()));
        return services;
    }

    private static DatabaseOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
}
