using System.Security.Cryptography;
using System.Text;

namespace Aos.Api.Platform.Secrets;

/// <summary>
/// The one secret of an installation: 32 bytes, from the file that <c>Keys:MasterKeyFile</c> names. Every other key is
/// derived from it by HKDF-SHA256 under a name of its own, so that no two uses share a key.
/// </summary>
public sealed class MasterKey
{
    private const int Length = 32;
    private readonly byte[] _key;

    private MasterKey(byte[] key) => _key = key;

    /// <summary>Reads the key.</summary>
    /// <param name="path">File with the key in Base64.</param>
    /// <exception cref="InvalidOperationException">No file, or not 32 bytes.</exception>
    public static MasterKey Read(string? path)
    {
        if (string.IsNullOrEmpty(path) || !File.Exists(path))
            throw new InvalidOperationException($"Setting Keys:MasterKeyFile must name a file with 32 random bytes in Base64 (openssl rand -base64 32); it is '{path}'.");
        var key = new byte[Length + 1];
        if (!Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var written) || written != Length)
            throw new InvalidOperationException($"Setting Keys:MasterKeyFile: '{path}' does not hold 32 bytes in Base64.");
        return new(key[..Length]);
    }

    /// <summary>Reads the key; makes one that only the owner can read if there is none. For the embedded development mode.</summary>
    /// <param name="path">File with the key in Base64.</param>
    public static MasterKey ReadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = $"{path}.{Environment.ProcessId}";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(temporary, options))
                file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length))));
            File.Move(temporary, path, overwrite: false);
        }

        return Read(path);
    }

    /// <summary>A key for one purpose.</summary>
    /// <param name="purpose">Name of the purpose, such as <c>cursor</c>.</param>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, Length, info: Encoding.UTF8.GetBytes("aos/" + purpose));
}
