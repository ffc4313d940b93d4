using System.IO.Compression;
using System.Security.Cryptography;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Digest and rows of a file as it is stored.</summary>
/// <param name="Sha256">Lower-case hexadecimal, over the stored bytes.</param>
/// <param name="Rows">Lines of the content; the last one counts also without its line end.</param>
internal sealed record StoredFile(string Sha256, long Rows)
{
    private const int BlockSize = 1 << 20;

    /// <summary>Opens the content: what a name ending in <c>.gz</c> holds is unpacked.</summary>
    public static Stream OpenContent(string path)
    {
        var stored = OpenStored(path);
        return IsPacked(path) ? new GZipStream(stored, CompressionMode.Decompress) : stored;
    }

    public static async Task<StoredFile> MeasureAsync(string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = new LineCount();
        await using (var stored = OpenStored(path))
        {
            await ForEachBlockAsync(stored, block =>
            {
                hash.AppendData(block);
                lines.Add(block);
            }, cancellationToken);
        }

        if (IsPacked(path))
        {
            lines = new LineCount();
            try
            {
                await using var content = OpenContent(path);
                await ForEachBlockAsync(content, lines.Add, cancellationToken);
            }
            catch (InvalidDataException)
            {
                // Not gzip, or damaged: the rows before the damage are what can be read of it.
            }
        }

        return new(Convert.ToHexStringLower(hash.GetHashAndReset()), lines.Total);
    }

    private static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.Ordinal);

    private static FileStream OpenStored(string path) =>
        new(path, new FileStreamOptions { Options = FileOptions.SequentialScan | FileOptions.Asynchronous, BufferSize = 0 });

    private static async Task ForEachBlockAsync(Stream stream, Action<ReadOnlySpan<byte>> use, CancellationToken cancellationToken)
    {
        var block = new byte[BlockSize];
        while (await stream.ReadAsync(block, cancellationToken) is var read and > 0)
            use(block.AsSpan(0, read));
    }

    private sealed class LineCount
    {
        private long _ended;
        private byte _last = (byte)'\n';

        public long Total => _ended + (_last == (byte)'\n' ? 0 : 1);

        public void Add(ReadOnlySpan<byte> block)
        {
            _ended += block.Count((byte)'\n');
            _last = block[^1];
        }
    }
}
