using System.IO.Compression;
using System.Text.Json.Serialization;

namespace Aos.Api.Platform.Jobs;

/// <summary>Form of the result of a job.</summary>
public enum JobResultFormat
{
    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>A table with a header line (RFC 4180).</summary>
    Csv,
}

/// <summary>Compression of the result of a job.</summary>
public enum JobCompression
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>gzip (RFC 1952); the file is an archive of its own, and not a coding of the transfer.</summary>
    Gzip,
}

/// <summary>How the result of a job is written.</summary>
/// <param name="Format">Lines or a table.</param>
/// <param name="Compression">Whether it is compressed.</param>
internal sealed record JobResultForm(JobResultFormat Format, JobCompression Compression)
{
    /// <summary>An archive of an empty file: header, one empty block, no checksum, no length. The library writes none.</summary>
    private static readonly byte[] EmptyArchive = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Media type of the file.</summary>
    [JsonIgnore]
    public string MediaType => Compression == JobCompression.Gzip ? "application/gzip" : Format == JobResultFormat.Csv ? "text/csv; charset=utf-8" : "application/x-ndjson";

    /// <summary>End of the file's name.</summary>
    [JsonIgnore]
    public string Ending => (Format == JobResultFormat.Csv ? ".csv" : ".ndjson") + (Compression == JobCompression.Gzip ? ".gz" : "");

    /// <summary>
    /// The bytes of a piece as they are stored. Each piece is a gzip member of its own; members one after the other are
    /// one file, so that a piece depends on no other and is the same whoever makes it.
    /// </summary>
    /// <param name="piece">The plain bytes.</param>
    /// <param name="isOnly">True for a file of one piece, which must be an archive even if it is empty.</param>
    public ReadOnlyMemory<byte> Encode(ReadOnlyMemory<byte> piece, bool isOnly)
    {
        if (Compression == JobCompression.None || (piece.Length == 0 && !isOnly))
            return piece;
        if (piece.Length == 0)
            return EmptyArchive;
        var coded = new MemoryStream(piece.Length / 4);
        using (var gzip = new GZipStream(coded, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(piece.Span);

        return coded.GetBuffer().AsMemory(0, (int)coded.Length);
    }
}
