using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>Whom data belong to: callers without rights for the brand or the kind do not see them. Null binds nobody.</summary>
internal readonly record struct ReferenceOwner(string? Brand, ProductType? ProductType)
{
    public bool IsVisibleTo(Principal caller) =>
        (Brand is null || caller.Brands.Contains(Brand, StringComparer.Ordinal))
        && (ProductType is not { } type || caller.VehicleKinds.Length == 0 || caller.VehicleKinds.Contains(type.ToString(), StringComparer.OrdinalIgnoreCase));
}

/// <summary>An entry from a release on: as it then was, or that it had gone.</summary>
/// <typeparam name="T">The published entry.</typeparam>
internal sealed record ReferenceVersion<T>
{
    /// <summary>Key in the list; its order is that of the list.</summary>
    public required string Key { get; init; }

    public required int Release { get; init; }
    public bool Gone { get; init; }
    public ReferenceOwner Owner { get; init; }

    /// <summary>Texts that are searched.</summary>
    public string Searched { get; init; } = "";

    /// <summary>Makes the published entry: language, gone, changed in.</summary>
    public required Func<string, bool, string, T> Make { get; init; }
}
