using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Digest and rows of a file as it is stored.</summary>
/// <param name="Sha256">Lower-case hexadecimal, over the stored bytes.</param>
/// <param name="Rows">Lines of the content, or records of CSV after its header; the last one counts also without its line end.</param>
internal sealed record StoredFile(string Sha256, long Rows)
{
    private const int BlockSize = 1 << 20;

    /// <summary>Endings of the names of import files.</summary>
    public static readonly IReadOnlyList<string> Endings = [".ndjson", ".ndjson.gz", ".csv", ".csv.gz"];

    /// <summary>Opens the content: what a name ending in <c>.gz</c> holds is unpacked.</summary>
    public static Stream OpenContent(string path)
    {
        var stored = OpenStored(path);
        return IsPacked(path) ? new GZipStream(stored, CompressionMode.Decompress) : stored;
    }

    public static async Task<StoredFile> MeasureAsync(string path, CancellationToken cancellationToken)
    {
        using var digest = SHA256.Create();
        var rows = new RowCount(IsCsv(path));
        await using var stored = new CryptoStream(OpenStored(path), digest, CryptoStreamMode.Read);
        if (IsPacked(path))
        {
            try
            {
                await using var content = new GZipStream(stored, CompressionMode.Decompress, leaveOpen: true);
                await ForEachBlockAsync(content, rows.Add, cancellationToken);
            }
            catch (InvalidDataException)
            {
                // Not gzip, or damaged: the rows before the damage are what can be read of it.
            }
        }

        // Of a packed file, what may follow its content.
        await ForEachBlockAsync(stored, IsPacked(path) ? _ => { } : rows.Add, cancellationToken);
        return new(Convert.ToHexStringLower(digest.Hash!), rows.Total);
    }

    public static bool IsCsv(string path) => path.EndsWith(".csv", StringComparison.Ordinal) || path.EndsWith(".csv.gz", StringComparison.Ordinal);

    private static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.Ordinal);

    private static FileStream OpenStored(string path) =>
        new(path, new FileStreamOptions { Options = FileOptions.SequentialScan | FileOptions.Asynchronous, BufferSize = 0 });

    private static async Task ForEachBlockAsync(Stream stream, Action<ReadOnlySpan<byte>> use, CancellationToken cancellationToken)
    {
        var block = new byte[BlockSize];
        while (await stream.ReadAsync(block, cancellationToken) is var read and > 0)
            use(block.AsSpan(0, read));
    }

    private sealed class RowCount(bool isCsv)
    {
        private static readonly SearchValues<byte> EndsAndQuotes = SearchValues.Create("\n\""u8);
        private long _ended;
        private byte _last = (byte)'\n';
        private bool _quoted;

        public long Total => Math.Max(0, _ended + (_last == (byte)'\n' ? 0 : 1) - (isCsv ? 1 : 0));

        public void Add(ReadOnlySpan<byte> block)
        {
            _last = block[^1];
            if (isCsv)
                AddCsv(block);
            else
                _ended += block.Count((byte)'\n');
        }

        /// <summary>A line end between quotes ends no record; a doubled quote closes and opens again.</summary>
        private void AddCsv(ReadOnlySpan<byte> block)
        {
            for (var next = block.IndexOfAny(EndsAndQuotes); next >= 0; next = block.IndexOfAny(EndsAndQuotes))
            {
                if (block[next] == (byte)'"')
                    _quoted = !_quoted;
                else if (!_quoted)
                    _ended++;
                block = block[(next + 1)..];
            }
        }
    }
}
