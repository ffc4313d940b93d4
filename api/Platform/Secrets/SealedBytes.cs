using System.Security.Cryptography;
using System.Text;

namespace Aos.Api.Platform.Secrets;

/// <summary>Authenticated encryption, the one way of this program: AES-256-GCM, stored as nonce, tag and content, bound to the place where it stands.</summary>
internal static class SealedBytes
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Encrypts.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="place">Where it stands, such as the id of its row: nowhere else can it be opened.</param>
    /// <param name="plain">The secret.</param>
    public static byte[] Seal(byte[] key, string place, ReadOnlySpan<byte> plain)
    {
        var whole = new byte[NonceLength + TagLength + plain.Length];
        var nonce = whole.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, plain, whole.AsSpan(NonceLength + TagLength), whole.AsSpan(NonceLength, TagLength), Encoding.UTF8.GetBytes(place));
        return whole;
    }

    /// <summary>Decrypts what <see cref="Seal"/> made with the same key for the same place.</summary>
    /// <exception cref="CryptographicException">Another key, another place, or changed bytes.</exception>
    public static byte[] Open(byte[] key, string place, ReadOnlySpan<byte> whole)
    {
        if (whole.Length < NonceLength + TagLength)
            throw new CryptographicException("Too short to have been sealed.");
        var plain = new byte[whole.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(whole[..NonceLength], whole[(NonceLength + TagLength)..], whole.Slice(NonceLength, TagLength), plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }
}
