using System.Security.Cryptography;
using System.Text;

namespace Aos.Api.Platform.Secrets;

/// <summary>
/// Keeps secrets that must be read again, under keys that only the master key gives: encrypted (AES-256-GCM) and bound to
/// the row that they stand in, or as a keyed hash (HMAC-SHA256) where a comparison is enough.
/// </summary>
public sealed class SecretBox(MasterKey master)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Encrypts a text.</summary>
    /// <param name="purpose">What it is; each purpose has its own key.</param>
    /// <param name="place">Where it stands, such as the id of its row: nowhere else can it be opened.</param>
    /// <param name="text">The secret.</param>
    public byte[] Seal(string purpose, string place, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var whole = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(master.Derive(purpose), TagLength);
        cipher.Encrypt(whole.AsSpan(0, NonceLength), plain, whole.AsSpan(NonceLength + TagLength), whole.AsSpan(NonceLength, TagLength), Encoding.UTF8.GetBytes(place));
        return whole;
    }

    /// <summary>Decrypts what <see cref="Seal"/> made for the same purpose and place.</summary>
    public string Open(string purpose, string place, byte[] whole)
    {
        var plain = new byte[whole.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(master.Derive(purpose), TagLength);
        cipher.Decrypt(whole.AsSpan(0, NonceLength), whole.AsSpan(NonceLength + TagLength), whole.AsSpan(NonceLength, TagLength), plain, Encoding.UTF8.GetBytes(place));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>A keyed hash of a text that is random enough to be compared only.</summary>
    public byte[] Mac(string purpose, string text) => HMACSHA256.HashData(master.Derive(purpose), Encoding.UTF8.GetBytes(text));
}
