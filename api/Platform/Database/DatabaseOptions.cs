using Aos.Api.Platform.Database.Embedded;

namespace Aos.Api.Platform.Database;

/// <summary>Section <c>Database</c> of the configuration: where the data are.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Connection string of a server that somebody else runs. Unset: the program runs its own.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Connection string for reads of catalogue data, for example of a replica. Unset: the main one.</summary>
    public string? ReadOnly { get; set; }

    /// <summary>Absolute path of the directory of the program's own server. Only without a connection string.</summary>
    public string? DataDirectory { get; set; }

    /// <summary>Directory holding <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>. Unset: they are searched for.</summary>
    public string? BinDirectory { get; set; }

    /// <summary>The data may be lost: nothing is forced to disk. For tests; production refuses it.</summary>
    public bool DisposableCluster { get; set; }

    /// <summary>Whether the program runs its own server.</summary>
    public bool IsEmbedded => string.IsNullOrWhiteSpace(ConnectionString);

    /// <summary>Paths of the program's own server.</summary>
    public ClusterFiles Files => new(string.IsNullOrWhiteSpace(DataDirectory) ? DefaultDirectory() : DataDirectory);

    /// <summary>Where to connect. Known before the embedded server runs, since its socket is named by its directory.</summary>
    public string EffectiveConnectionString => IsEmbedded ? Files.ConnectionString : ConnectionString!;

    private static string DefaultDirectory() => Environment.IsPrivilegedProcess
        ? "/var/lib/aos/default"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "aos", "default");
}
