using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>
/// Form of every token and secret: a prefix that names its kind, 43 random base62 characters (256 bits), and 6 base62
/// characters of a CRC-32 over what stands before. A typing error or a foreign text is refused without a query. Only
/// the SHA-256 of the text is stored.
/// </summary>
public static class OpaqueToken
{
    /// <summary>Prefix of access tokens.</summary>
    public const string Access = "aosat_";

    /// <summary>Prefix of refresh tokens.</summary>
    public const string Refresh = "aosrt_";

    /// <summary>Prefix of authorization codes.</summary>
    public const string AuthorizationCode = "aosac_";

    /// <summary>Prefix of device codes.</summary>
    public const string DeviceCode = "aosdc_";

    /// <summary>Prefix of pushed authorization requests.</summary>
    public const string PushedRequest = "aospr_";

    /// <summary>Prefix of sign-in sessions.</summary>
    public const string Session = "aossi_";

    /// <summary>Prefix of links and codes that are mailed.</summary>
    public const string Link = "aosln_";

    /// <summary>Prefix of client secrets.</summary>
    public const string ClientSecret = "aoscs_";

    /// <summary>Characters of every token.</summary>
    public const int Length = PrefixLength + RandomLength + CheckLength;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const uint CrcPolynomial = 0xEDB88320;
    private static readonly uint[] CrcTable = MakeCrcTable();
    private const int PrefixLength = 6;
    private const int RandomLength = 43;
    private const int CheckLength = 6;

    /// <summary>A new token.</summary>
    /// <param name="prefix">Its kind, such as <see cref="Access"/>.</param>
    public static string Create(string prefix)
    {
        var body = prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return string.Create(Length, body, static (token, body) =>
        {
            body.CopyTo(token);
            WriteCheck(Checksum(body), token[^CheckLength..]);
        });
    }

    /// <summary>True for a text with this prefix and a right checksum.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> token, string prefix)
    {
        if (token.Length != Length || !token.StartsWith(prefix) || !Ascii.IsValid(token))
            return false;
        Span<char> check = stackalloc char[CheckLength];
        WriteCheck(Checksum(token[..^CheckLength]), check);
        return token[^CheckLength..].SequenceEqual(check);
    }

    /// <summary>SHA-256 of a token, as it is stored.</summary>
    public static byte[] Hash(ReadOnlySpan<char> token)
    {
        Span<byte> text = stackalloc byte[Length];
        return SHA256.HashData(text[..Encoding.ASCII.GetBytes(token[..Math.Min(token.Length, Length)], text)]);
    }

    private static uint Checksum(ReadOnlySpan<char> body)
    {
        var crc = uint.MaxValue;
        foreach (var character in body)
            crc = CrcTable[(byte)(crc ^ character)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ CrcPolynomial;
            table[i] = value;
        }

        return table;
    }

    private static void WriteCheck(uint value, Span<char> target)
    {
        for (var i = target.Length - 1; i >= 0; i--, value /= (uint)Alphabet.Length)
            target[i] = Alphabet[(int)(value % (uint)Alphabet.Length)];
    }
}

/// <summary>A token's SHA-256 as a dictionary key without an array.</summary>
internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    public static TokenHash Of(ReadOnlySpan<byte> hash) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]), BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]));
}
