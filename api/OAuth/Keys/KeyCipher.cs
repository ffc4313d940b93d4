using System.Security.Cryptography;
using System.Text;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.OAuth.Keys;

/// <summary>Encrypts private keys (AES-256-GCM) with a key derived from the master key; each is bound to its id.</summary>
internal sealed class KeyCipher(MasterKey master)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly Lazy<byte[]> _key = new(() => master.Derive("oauth/signing-keys"));

    /// <summary>Nonce, tag and content.</summary>
    public byte[] Encrypt(string id, ReadOnlySpan<byte> plain)
    {
        var whole = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(_key.Value, TagLength);
        cipher.Encrypt(whole.AsSpan(0, NonceLength), plain, whole.AsSpan(NonceLength + TagLength), whole.AsSpan(NonceLength, TagLength), Encoding.UTF8.GetBytes(id));
        return whole;
    }

    /// <summary>The content.</summary>
    /// <exception cref="InvalidOperationException">Encrypted with another master key, or for another id.</exception>
    public byte[] Decrypt(string id, ReadOnlySpan<byte> whole)
    {
        try
        {
            var plain = new byte[whole.Length - NonceLength - TagLength];
            using var cipher = new AesGcm(_key.Value, TagLength);
            cipher.Decrypt(whole[..NonceLength], whole[(NonceLength + TagLength)..], whole.Slice(NonceLength, TagLength), plain, Encoding.UTF8.GetBytes(id));
            return plain;
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new InvalidOperationException($"The signing key '{id}' was encrypted with another master key than the one that Keys:MasterKeyFile names.", e);
        }
    }
}
