using System.Security.Cryptography;
using System.Text;

namespace Aos.Api.OAuth.Tokens;

/// <summary>
/// The token that follows a refresh token, readable for the holder of that one alone: AES-256-GCM under a key that
/// HKDF-SHA256 makes of its text, of which only the hash is stored.
/// </summary>
internal static class Successor
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("aos/refresh-successor");

    /// <summary>Encrypts the successor of a token.</summary>
    public static byte[] Encrypt(string token, string successor)
    {
        var text = Encoding.ASCII.GetBytes(successor);
        var sealedText = new byte[NonceBytes + text.Length + TagBytes];
        var nonce = sealedText.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(KeyOf(token), TagBytes);
        cipher.Encrypt(nonce, text, sealedText.AsSpan(NonceBytes, text.Length), sealedText.AsSpan(NonceBytes + text.Length));
        return sealedText;
    }

    /// <summary>Reads the successor of a token.</summary>
    public static string Decrypt(string token, byte[] sealedText)
    {
        var text = new byte[sealedText.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(KeyOf(token), TagBytes);
        cipher.Decrypt(sealedText.AsSpan(0, NonceBytes), sealedText.AsSpan(NonceBytes, text.Length), sealedText.AsSpan(NonceBytes + text.Length), text);
        return Encoding.ASCII.GetString(text);
    }

    private static byte[] KeyOf(string token) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(token), KeyBytes, info: Purpose);
}
