using Npgsql;

namespace Aos.Api.Platform.Database;

/// <summary>The three ways to the data, and the limits each of them has.</summary>
internal static class DataSources
{
    /// <summary>Key of the data source for imports: no limit on the time of a statement.</summary>
    public const string Bulk = "bulk";

    /// <summary>Key of the data source for reads that may be answered by a replica.</summary>
    public const string ReadOnly = "readOnly";

    /// <summary>A lock that is not had after 5 s, or a transaction that idles for 30 s, is given up by the server.</summary>
    private const string Guards = "-c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000";

    /// <summary>For requests: 2 s to get a connection, 10 s for a statement.</summary>
    public static NpgsqlDataSource ForRequests(string connectionString, string name, ILoggerFactory? logs = null)
    {
        var settings = Settings(connectionString, name, Guards + " -c statement_timeout=10000");
        settings.Timeout = 2;
        settings.CommandTimeout = 10;
        settings.MaxAutoPrepare = 100;
        return Build(settings, logs);
    }

    /// <summary>For imports: a few connections that may work for hours.</summary>
    public static NpgsqlDataSource ForBulk(string connectionString, ILoggerFactory? logs = null)
    {
        var settings = Settings(connectionString, "aos-bulk", Guards);
        settings.Timeout = 15;
        settings.CommandTimeout = 0;
        settings.MaxPoolSize = 10;
        return Build(settings, logs);
    }

    /// <summary>For migrations: one connection outside the pools, without limits of its own.</summary>
    public static NpgsqlConnection Unpooled(string connectionString)
    {
        var settings = Settings(connectionString, "aos-migrate", guards: "");
        settings.Pooling = false;
        settings.CommandTimeout = 0;
        return new NpgsqlConnection(settings.ConnectionString);
    }

    private static NpgsqlConnectionStringBuilder Settings(string connectionString, string name, string guards)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = name, Multiplexing = false };
        settings.Timezone ??= "UTC";
        // What the operator wrote comes last and so wins over the guards.
        var options = $"{guards} {settings.Options}".Trim();
        settings.Options = options.Length == 0 ? null : options;
        return settings;
    }

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings, ILoggerFactory? logs)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = settings.ApplicationName };
        builder.UseLoggerFactory(logs);
        return builder.Build();
    }
}
