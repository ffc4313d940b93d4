using System.Security.Cryptography;
using System.Text;

namespace Aos.Api.Platform.Secrets;

/// <summary>
/// Keeps secrets that must be read again, under keys that only the master key gives: encrypted and bound to
/// the row that they stand in, or as a keyed hash (HMAC-SHA256) where a comparison is enough.
/// </summary>
public sealed class SecretBox(MasterKey master)
{
    /// <summary>Encrypts a text.</summary>
    /// <param name="purpose">What it is; each purpose has its own key.</param>
    /// <param name="place">Where it stands, such as the id of its row: nowhere else can it be opened.</param>
    /// <param name="text">The secret.</param>
    public byte[] Seal(string purpose, string place, string text) => SealedBytes.Seal(master.Derive(purpose), place, Encoding.UTF8.GetBytes(text));

    /// <summary>Decrypts what <see cref="Seal"/> made for the same purpose and place.</summary>
    public string Open(string purpose, string place, byte[] whole) => Encoding.UTF8.GetString(SealedBytes.Open(master.Derive(purpose), place, whole));

    /// <summary>A keyed hash of a text that is random enough to be compared only.</summary>
    public byte[] Mac(string purpose, string text) => HMACSHA256.HashData(master.Derive(purpose), Encoding.UTF8.GetBytes(text));
}
