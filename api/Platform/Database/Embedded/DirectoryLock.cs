namespace Aos.Api.Platform.Database.Embedded;

/// <summary>
/// The right to start and stop the server of a data directory. The kernel takes it back when the process ends, in
/// whatever way. The file stays: deleting it would let two processes hold a lock on two files of the same name.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Null while another holds it.</summary>
    public static DirectoryLock? TryTake(string path)
    {
        try
        {
            return new DirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DatabaseStartException($"The file '{path}' belongs to another user: start as that user, or choose another Database:DataDirectory.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
