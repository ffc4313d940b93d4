using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Aos.Api.Platform.Database;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Aos.Api.Platform.Secrets;

/// <summary>
/// The keys of data protection, in the database that all nodes share. Each is encrypted as a whole with a
/// key derived from the master key, and bound to its name, so that a copy of the database opens nothing.
/// </summary>
internal sealed class DataProtectionKeys(NpgsqlDataSource database, IServiceProvider services) : IXmlRepository
{
    // Asked for when first needed: the OpenAPI documents are written without a master key.
    private readonly Lazy<byte[]> _key = new(() => services.GetRequiredService<MasterKey>().Derive("data-protection"));

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

    private byte[] Encrypt(string name, string text) => SealedBytes.Seal(_key.Value, name, Encoding.UTF8.GetBytes(text));

    private string Decrypt(string name, byte[] whole)
    {
        try
        {
            return Encoding.UTF8.GetString(SealedBytes.Open(_key.Value, name, whole));
        }
        catch (CryptographicException e)
        {
            throw new DatabaseStartException($"The key '{name}' in the database was encrypted with another master key than the one that Keys:MasterKeyFile names.", e);
        }
    }
}
