namespace Aos.Sdk;

/// <summary>Reads <c>Repr-Digest: sha-256=:…base64…:</c> (RFC 9530).</summary>
internal static class ReprDigest
{
    /// <summary>The SHA-256 as lower-case hexadecimal text; null if the header is absent or in another form.</summary>
    public static string? Sha256(string? header)
    {
        const string Prefix = "sha-256=:";
        Span<byte> bytes = stackalloc byte[32];
        foreach (var entry in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (!entry.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || !entry.EndsWith(':') || entry.Length <= Prefix.Length)
                continue;
            if (Convert.TryFromBase64String(entry[Prefix.Length..^1], bytes, out var length) && length == bytes.Length)
                return Convert.ToHexString(bytes).ToLowerInvariant();
        }
        return null;
    }
}
