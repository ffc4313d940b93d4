using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Aos.Api.Platform.Database.Embedded;

/// <summary>Where the embedded server keeps what. Everything follows from the one directory.</summary>
internal sealed class ClusterFiles
{
    private const string Temporary = "/tmp";

    public ClusterFiles(string root)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        Data = Path.Combine(Root, "pg");
        Log = Path.Combine(Root, "pg.log");
        Lock = Path.Combine(Root, "lock");

        // The path of a socket may have 107 bytes, hence not in the data directory. And not in $TMPDIR, which may be
        // long, and another one for the next process.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Data)))[..12];
        SocketDirectory = Path.Combine(Directory.Exists(Temporary) ? Temporary : Path.GetTempPath(), $"aos-{hash}");
    }

    public string Root { get; }

    /// <summary>The cluster itself.</summary>
    public string Data { get; }

    public string Log { get; }

    /// <summary>Held by the one process that answers for the server.</summary>
    public string Lock { get; }

    public string SocketDirectory { get; }

    /// <summary>Major version that made the cluster, null before the first start.</summary>
    public int? MajorVersion
    {
        get
        {
            var file = Path.Combine(Data, "PG_VERSION");
            return File.Exists(file) ? int.Parse(File.ReadAllText(file).AsSpan().Trim()) : null;
        }
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = SocketDirectory,
        Port = ServerControl.Port,
        Username = ServerControl.User,
        Database = "postgres",
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;
}
