using System.Security.Cryptography;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.OAuth.Keys;

/// <summary>Encrypts private keys with a key derived from the master key; each is bound to its id.</summary>
internal sealed class KeyCipher(MasterKey master)
{
    private readonly Lazy<byte[]> _key = new(() => master.Derive("oauth/signing-keys"));

    /// <summary>Encrypts a private key.</summary>
    public byte[] Encrypt(string id, ReadOnlySpan<byte> plain) => SealedBytes.Seal(_key.Value, id, plain);

    /// <summary>Decrypts a private key.</summary>
    /// <exception cref="InvalidOperationException">Encrypted with another master key, or for another id.</exception>
    public byte[] Decrypt(string id, ReadOnlySpan<byte> whole)
    {
        try
        {
            return SealedBytes.Open(_key.Value, id, whole);
        }
        catch (CryptographicException e)
        {
            throw new InvalidOperationException($"The signing key '{id}' was encrypted with another master key than the one that Keys:MasterKeyFile names.", e);
        }
    }
}
