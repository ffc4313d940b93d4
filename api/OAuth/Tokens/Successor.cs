using System.Security.Cryptography;
using System.Text;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.OAuth.Tokens;

/// <summary>
/// The token that follows a refresh token, readable for the holder of that one alone: encrypted under a key that
/// HKDF-SHA256 makes of its text, of which only the hash is stored.
/// </summary>
internal static class Successor
{
    private const int KeyBytes = 32;
    private const string Place = "oauth.refresh_tokens";
    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("aos/refresh-successor");

    /// <summary>Encrypts the successor of a token.</summary>
    public static byte[] Encrypt(string token, string successor) => SealedBytes.Seal(KeyOf(token), Place, Encoding.ASCII.GetBytes(successor));

    /// <summary>Reads the successor of a token.</summary>
    public static string Decrypt(string token, byte[] sealedText) => Encoding.ASCII.GetString(SealedBytes.Open(KeyOf(token), Place, sealedText));

    private static byte[] KeyOf(string token) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(token), KeyBytes, info: Purpose);
}
