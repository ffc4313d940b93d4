namespace Aos.Api.VehicleIdentification.ReleaseAdministration;

/// <summary>Examples of the OpenAPI document.</summary>
internal static class CatalogueReleaseExamples
{
    public static CatalogueRelease Release => new()
    {
        Number = 12,
        Name = "2026-10",
        Scope = CatalogueReleaseScope.Full,
        State = CatalogueReleaseState.Current,
        Vehicles = 2_000,
        Added = 120,
        Changed = 35,
        Removed = 4,
        StartedAt = new(2026, 10, 1, 3, 10, 0, TimeSpan.Zero),
        FinishedAt = new(2026, 10, 1, 4, 0, 0, TimeSpan.Zero),
    };

    public static CatalogueRollback Rollback => new() { Withdrawn = 13, Release = Release, TookEffectAt = new(2026, 10, 2, 9, 30, 0, TimeSpan.Zero) };

    public static CatalogueAbandonment Abandonment => new() { Release = Release with { Number = 13, Name = "2026-11", State = CatalogueReleaseState.Failed } };

    public static CataloguePurge Purge => new() { Oldest = 12, Purged = 3 };
}
