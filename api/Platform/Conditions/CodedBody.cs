using System.IO.Compression;
using Microsoft.Net.Http.Headers;

namespace Aos.Api.Platform.Conditions;

/// <summary>Content coding of finished bodies: <c>br</c> or <c>gzip</c> from 2 KB on, when the caller accepts it.</summary>
internal static class CodedBody
{
    private const int Threshold = 2048;
    private const int BrotliQuality = 4;
    private const int BrotliWindow = 18;

    /// <summary>The suffix of the entity tag for the coding that this request gets; null for a plain body.</summary>
    public static string? SuffixFor(HttpRequest request, int length)
    {
        var accepted = request.Headers.AcceptEncoding;
        if (length < Threshold || accepted.Count == 0 || !StringWithQualityHeaderValue.TryParseList(accepted, out var codings))
            return null;
        var (brotli, gzip) = (WeightOf(codings, "br"), WeightOf(codings, "gzip"));
        return brotli > 0 && brotli >= gzip ? "-br" : gzip > 0 ? "-gz" : null;
    }

    /// <summary>The coded bytes.</summary>
    public static ReadOnlyMemory<byte> Encode(ReadOnlyMemory<byte> body, string suffix) => suffix == "-br" ? Brotli(body.Span) : Gzip(body.Span);

    /// <summary>Value of <c>Content-Encoding</c>.</summary>
    public static string Name(string suffix) => suffix == "-br" ? "br" : "gzip";

    private static double WeightOf(IList<StringWithQualityHeaderValue> codings, string name)
    {
        foreach (var coding in codings)
            if (coding.Value.Equals(name, StringComparison.OrdinalIgnoreCase))
                return coding.Quality ?? 1;
        return 0;
    }

    private static byte[] Brotli(ReadOnlySpan<byte> body)
    {
        var coded = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body, coded, out var written, BrotliQuality, BrotliWindow)
            ? coded[..written]
            : throw new InvalidOperationException("A body did not fit its own upper bound.");
    }

    private static byte[] Gzip(ReadOnlySpan<byte> body)
    {
        var coded = new MemoryStream(body.Length / 2);
        using (var gzip = new GZipStream(coded, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(body);
        return coded.ToArray();
    }
}
