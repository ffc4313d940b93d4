namespace Aos.Api.VehicleIdentification.Import;

/// <summary>How an import is done.</summary>
internal sealed record ImportSettings
{
    /// <summary>Keys written in one transaction.</summary>
    public int ChunkSize { get; init; } = 10_000;

    /// <summary>A full import may leave out more vehicles than <see cref="RemovalGuard"/> lets pass.</summary>
    public bool AllowRemovals { get; init; }

    /// <summary>Bytes that are free where the data lie; null if the database runs elsewhere.</summary>
    public Func<long?> FreeBytes { get; init; } = static () => null;
}

/// <summary>Stops a full import that would remove a large part of the vehicles: more often than not its files are not whole.</summary>
internal sealed class RemovalGuard(ImportManifest manifest, ImportSettings settings, long vehicles)
{
    private const int PercentAtMost = 20;
    private const int FewAtMost = 100;

    /// <param name="removed">Vehicles that are removed, as far as is known.</param>
    /// <exception cref="ImportRefusedException">Too many.</exception>
    public void Check(long removed)
    {
        if (!manifest.IsFull || settings.AllowRemovals || removed <= FewAtMost || removed * 100 <= vehicles * PercentAtMost)
            return;
        throw new ImportRefusedException(
            $"The files leave out at least {removed:N0} of the {vehicles:N0} vehicles in use, more than {PercentAtMost} %; the release in use stays. Are the files whole? If they are, add --allow-removals.");
    }
}

/// <summary>Refuses an import that the disk cannot hold, before it fills it.</summary>
internal static class SpaceCheck
{
    /// <summary>Bytes of a staged vehicle and of a stored one with its indexes, measured and rounded up.</summary>
    private const long StagedBytes = 350;
    private const long StoredBytes = 700;
    private const long Reserve = 1L << 30;

    /// <summary>A warning, if the disk may be too small; null if it is not.</summary>
    /// <exception cref="ImportRefusedException">It is too small for sure.</exception>
    public static string? Check(ImportManifest manifest, ImportSettings settings, bool isFirst)
    {
        if (settings.FreeBytes() is not { } free)
            return null;
        var rows = manifest.Files!.Where(file => file.Kind == CatalogueTable.Vehicles.Name).Sum(file => file.Rows ?? 0);
        var (staged, stored) = (rows * StagedBytes, rows * StoredBytes);
        var sure = staged + (isFirst ? stored : 0) + Reserve;
        if (free < sure)
            throw new ImportRefusedException($"The disk has {Shown(free)} free, and importing {rows:N0} vehicles takes about {Shown(sure)}: make room, purge old releases, or use another server.");
        return free < staged + stored + Reserve
            ? $"The disk has {Shown(free)} free; if most of the {rows:N0} vehicles have changed, this import takes {Shown(staged + stored + Reserve)}."
            : null;
    }

    private static string Shown(long bytes) => $"{bytes / (double)(1L << 30):N1} GB";
}
