using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Aos.Sdk.Tests.Support;

/// <summary>Serves a file of any length with ranges and a digest, and cuts the connection after some bytes of each answer.</summary>
internal sealed class CuttingFiles(long length, long cutAfter)
{
    private static readonly byte[] Block = RandomNumberGenerator.GetBytes(64 * 1024);

    private readonly Lazy<string> _digest = new(() => DigestOf(length));

    public List<string?> Ranges { get; } = [];
    public string ETag { get; set; } = "\"f1\"";
    public bool WithRanges { get; init; } = true;
    public string? WrongDigest { get; init; }
    public string Sha256 => _digest.Value;

    public async Task AnswerAsync(HttpContext context)
    {
        var range = context.Request.Headers.Range.FirstOrDefault();
        Ranges.Add(range);
        var from = WithRanges && range is not null && context.Request.Headers.IfRange == ETag ? long.Parse(range["bytes=".Length..^1]) : 0;
        var response = context.Response;
        response.StatusCode = from > 0 ? 206 : 200;
        response.ContentType = "application/x-ndjson";
        response.ContentLength = length - from;
        response.Headers.ETag = ETag;
        response.Headers["Repr-Digest"] = $"sha-256=:{WrongDigest ?? Convert.ToBase64String(Convert.FromHexString(Sha256))}:";
        if (from > 0)
            response.Headers.ContentRange = $"bytes {from}-{length - 1}/{length}";
        var end = cutAfter > 0 ? Math.Min(length, from + cutAfter) : length;
        for (var at = from; at < end;)
        {
            var count = (int)Math.Min(Block.Length - (at % Block.Length), end - at);
            await response.Body.WriteAsync(Block.AsMemory((int)(at % Block.Length), count));
            at += count;
        }
        await response.Body.FlushAsync();
        if (end < length)
            context.Abort();
    }

    private static string DigestOf(long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var left = length; left > 0; left -= Block.Length)
            hash.AppendData(Block, 0, (int)Math.Min(Block.Length, left));
        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }
}
