namespace Aos.Api.Publications.Navigation;

/// <summary>Makes the navigation of one caller from the map.</summary>
internal sealed class NavigationMaker(Viewer viewer, string language)
{
    private const string AreaOfApplications = "applications";
    private const string AreaOfStaff = "administration";

    /// <summary>The areas with their menus; an area of the staff without an item is left out.</summary>
    public IReadOnlyList<NavigationArea> Areas() =>
        [.. PortalMap.Areas.Where(area => IsShown(area.For, area.To))
            .Select(area => new NavigationArea
            {
                Code = area.Code,
                Label = area.Label.In(language),
                Target = area.To.ToTarget(),
                Items = area.Code == AreaOfApplications ? Applications() : Items(area.Items),
            })
            .Where(area => area.Code != AreaOfStaff || area.Items.Count > 0)];

    /// <summary>The footer; a document that was never published is left out.</summary>
    public IReadOnlyList<NavigationItem> Footer(IReadOnlySet<string> published) => Items(PortalMap.Footer.Where(item => published.Contains(item.Code)));

    private List<NavigationItem> Items(IEnumerable<MapItem> items) =>
        [.. items.Where(item => IsShown(item.For, item.To)).Select(item => ItemOf(item.Code, item.Label.In(language), item.To) with
        {
            Tabs = [.. item.Tabs.Select(tab => new NavigationTab { Code = tab.Code, Label = tab.Label.In(language), Target = tab.To.ToTarget() })],
        })];

    /// <summary>Applications have the names of their permissions, which exist in English and German.</summary>
    private List<NavigationItem> Applications() =>
        [.. from code in PortalMap.Applications
            let right = viewer.FindRight(code)
            where right is not null && viewer.Fits(right.VehicleKind)
            select ItemOf(code, language == "de" ? right.NameDe : right.NameEn, Destinations.Application(code))];

    private NavigationItem ItemOf(string code, string label, Destination to)
    {
        var reason = viewer.ReasonAgainst(to);
        return new() { Code = code, Label = label, Target = to.ToTarget(), Accessible = reason is null, Reason = reason, Tabs = [] };
    }

    private bool IsShown(Audience audience, Destination to) => viewer.MaySee(to) && audience switch
    {
        Audience.Visitors => !viewer.IsSignedIn,
        Audience.SignedIn => viewer.IsSignedIn,
        Audience.Representatives => viewer.IsRepresentative,
        Audience.Holders => viewer.IsOperator && viewer.Holds(to.Right!),
        _ => true,
    };
}
