using System.Text.Json;

namespace Aos.Sdk;

/// <summary>
/// Keeps tokens in a file that only its owner can read (mode 0600; on Windows the rights of the folder count). Several processes may share
/// it: a second file beside it, with <c>.lock</c> added, lets one at a time renew the tokens. The tokens are not encrypted.
/// </summary>
/// <param name="path">Path of the file; folders that are missing are made. See <see cref="DefaultPath"/>.</param>
public sealed class FileTokenStore(string path) : ITokenStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan LockInterval = TimeSpan.FromMilliseconds(25);

    private readonly string _path = Path.GetFullPath(path);

    /// <summary>The usual place for tokens of an application of the user of this machine: below <c>~/.config</c>, or the application data of Windows.</summary>
    /// <param name="application">Name of the application, used for the folder.</param>
    public static string DefaultPath(string application)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), application, "tokens.json");
    }

    /// <inheritdoc/>
    public async ValueTask<UserTokens?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize(await File.ReadAllBytesAsync(_path, cancellationToken).ConfigureAwait(false), SignInJson.Default.UserTokens);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // Files are written as a whole, so one that cannot be read is none of ours: signing in replaces it.
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(UserTokens? tokens, CancellationToken cancellationToken)
    {
        if (tokens is null)
        {
            if (File.Exists(_path))
                File.Delete(_path);
            return;
        }
        MakeFolder();
        // The new file takes the place of the old one in one step: a process that dies in between leaves the old one.
        var fresh = $"{_path}.{Guid.NewGuid():N}";
        try
        {
            using (var file = new FileStream(fresh, Options(FileMode.CreateNew, FileAccess.Write)))
            {
                await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(tokens, SignInJson.Default.UserTokens), cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }
            File.Move(fresh, _path, overwrite: true);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        MakeFolder();
        while (true)
        {
            try
            {
                // The system frees it when the process ends, however that ends. The file stays: deleting it would let two in.
                return new FileStream(_path + ".lock", Options(FileMode.OpenOrCreate, FileAccess.ReadWrite));
            }
            catch (IOException fault) when (IsHeld(fault))
            {
                await Task.Delay(LockInterval, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // EWOULDBLOCK of Linux and macOS, sharing and lock violation of Windows; a full disk would be waited for without end.
    private static bool IsHeld(IOException fault) => fault.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);

    private static FileStreamOptions Options(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    private void MakeFolder()
    {
        var folder = Path.GetDirectoryName(_path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }
}
