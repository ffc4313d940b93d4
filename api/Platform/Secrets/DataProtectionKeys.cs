using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Aos.Api.Platform.Database;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Aos.Api.Platform.Secrets;

/// <summary>
/// The keys of data protection, in the database that all nodes share. Each is encrypted as a whole (AES-256-GCM) with a
/// key derived from the master key, and bound to its name, so that a copy of the database opens nothing.
/// </summary>
internal sealed class DataProtectionKeys(NpgsqlDataSource database, MasterKey master) : IXmlRepository
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly Lazy<byte[]> _key = new(() => master.Derive("data-protection"));

    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.OpenConnection();
        return [.. connection.Query<(string Name, byte[] Content)>("/* worker */ select name, content from platform.data_protection_keys order by created_at, name")
            .Select(row => XElement.Parse(Decrypt(row.Name, row.Content)))];
    }

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenConnection();
        connection.Execute("/* worker */ insert into platform.data_protection_keys (name, content) values (@name, @content)",
            new { name = friendlyName, content = Encrypt(friendlyName, element.ToString(SaveOptions.DisableFormatting)) });
    }

    // Nonce, tag, content.
    private byte[] Encrypt(string name, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var whole = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(_key.Value, TagLength);
        cipher.Encrypt(whole.AsSpan(0, NonceLength), plain, whole.AsSpan(NonceLength + TagLength), whole.AsSpan(NonceLength, TagLength), Encoding.UTF8.GetBytes(name));
        return whole;
    }

    private string Decrypt(string name, byte[] whole)
    {
        try
        {
            var plain = new byte[whole.Length - NonceLength - TagLength];
            using var cipher = new AesGcm(_key.Value, TagLength);
            cipher.Decrypt(whole.AsSpan(0, NonceLength), whole.AsSpan(NonceLength + TagLength), whole.AsSpan(NonceLength, TagLength), plain, Encoding.UTF8.GetBytes(name));
            return Encoding.UTF8.GetString(plain);
        }
        catch (CryptographicException e)
        {
            throw new DatabaseStartException($"The key '{name}' in the database was encrypted with another master key than the one that Keys:MasterKeyFile names.", e);
        }
    }
}
