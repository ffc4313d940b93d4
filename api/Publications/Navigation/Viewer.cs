using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.Publications.Navigation;

/// <summary>Who looks at the navigation, and what stands against going somewhere.</summary>
/// <param name="caller">Who has signed in; null for a visitor.</param>
/// <param name="facts">What is known of the caller, and all rights.</param>
/// <param name="country">Country for which the navigation is asked; null if unknown.</param>
/// <param name="countries">Countries of what is not offered everywhere, by code.</param>
internal sealed class Viewer(Principal? caller, CallerFacts facts, string? country, IDictionary<string, string[]> countries)
{
    private static readonly string[] PricesOfAir = ["airFree", "airReduced", "airCharged", "airWir"];
    private static readonly HashSet<string> NeedTicket = ["reduced", "charged", "wir"];

    public bool IsSignedIn => caller is not null;

    public bool IsRepresentative => caller is { IsRepresentative: true };

    public bool IsOperator => caller is { TenantKind: TenantKinds.Operator };

    public bool Holds(string right) => caller is not null && caller.Rights.TryGetValue(right, out var held) && !held.Suspended;

    /// <summary>The permission of this code; null if there is none.</summary>
    public RightFacts? FindRight(string code) => facts.Rights.GetValueOrDefault(code);

    /// <summary>What a target stands for; null if it has been withdrawn.</summary>
    public Destination? Find(TargetKind kind, string code)
    {
        var found = kind switch
        {
            TargetKind.PortalPage => Destinations.FindPage(code),
            TargetKind.Document => Destinations.Document(code),
            TargetKind.ApiProduct => Destinations.FindProduct(code),
            _ => Destinations.Application(code),
        };
        return found?.Right is null || facts.Rights.ContainsKey(found.Right) ? found : null;
    }

    /// <summary>False for what the caller may never see: what belongs to vehicles of another kind.</summary>
    public bool MaySee(Destination destination) => destination.Right is null || FindRight(destination.Right) is not { } right || Fits(right.VehicleKind);

    /// <summary>True for vehicles of a kind that the caller works with.</summary>
    public bool Fits(string? vehicleKind) => vehicleKind is null || caller is not { VehicleKinds.Length: > 0 } || caller.VehicleKinds.Contains(vehicleKind);

    /// <summary>What stands against going there now; null if nothing does.</summary>
    public NavigationReason? ReasonAgainst(Destination destination)
    {
        if (country is not null && countries.TryGetValue(destination.Code, out var offered) && !offered.Contains(country))
            return NavigationReason.NotInCountry;
        if (destination.SignIn && !IsSignedIn)
            return NavigationReason.SignInRequired;
        if (destination.Right is not { } right)
            return null;
        if (destination.Kind == TargetKind.ApiProduct)
            return facts.Products.Contains(right) ? null : NavigationReason.PermissionMissing;
        if (!Holds(right))
            return NavigationReason.PermissionMissing;
        return destination.Kind == TargetKind.Application ? AgainstPrice(right) : null;
    }

    /// <summary>Charged applications need a ticket. What AIR costs is said by a second permission, of which the cheapest counts.</summary>
    private NavigationReason? AgainstPrice(string right)
    {
        if (right is not "air")
            return NeedsTicket(right) ? NavigationReason.TicketMissing : null;
        var prices = PricesOfAir.Where(Holds).ToList();
        return prices.Count == 0 ? NavigationReason.PermissionMissing : prices.TrueForAll(NeedsTicket) ? NavigationReason.TicketMissing : null;
    }

    private bool NeedsTicket(string right) => FindRight(right)?.PriceModel is { } model && NeedTicket.Contains(model);
}
