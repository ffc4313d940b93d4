using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Platform.Pages;

/// <summary>What the pages and mails say about whom they belong to (section <c>Portal</c>).</summary>
public sealed class Portal
{
    /// <summary>Name of the product.</summary>
    [Required, StringLength(60, MinimumLength = 1)]
    public string Name { get; set; } = "AOS";

    /// <summary>Full name of the portal, at the head of its pages.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string Title { get; set; } = "Aftersales Online System";

    /// <summary>Whose copyright the foot of every page names; without it the product's.</summary>
    [StringLength(100)]
    public string? Owner { get; set; }

    /// <summary>Countries (ISO 3166-1 alpha-2) of targets of the navigation that are not offered everywhere, by the code of the target.</summary>
    public IDictionary<string, string[]> Countries { get; set; } = new Dictionary<string, string[]>(StringComparer.Ordinal);

    /// <summary>Page of the support; without it the mail address is used.</summary>
    [RegularExpression("^https?://.*")]
    public string? SupportUrl { get; set; }

    /// <summary>Mail address of the support.</summary>
    [EmailAddress]
    public string? SupportMail { get; set; }

    /// <summary>Page to which somebody is led after signing in without having asked for another one: a path, or a whole address.</summary>
    [Required, RegularExpression(@"^(/([^/\\].*)?|https?://.*)$")]
    public string HomeUrl { get; set; } = "/account";

    /// <summary>Page on which an organisation registers; without it there is no button.</summary>
    [RegularExpression(@"^(/[^/\\].*|https?://.*)$")]
    public string? RegistrationUrl { get; set; }

    /// <summary>Privacy statement, for the foot of every page.</summary>
    [RegularExpression("^https?://.*")]
    public string? PrivacyUrl { get; set; }

    /// <summary>Who runs this installation, for the foot of every page.</summary>
    [RegularExpression("^https?://.*")]
    public string? ImprintUrl { get; set; }

    /// <summary>Shows the made-up language <c>qps</c>, in which every text of ours stands in brackets. For tests.</summary>
    public bool PseudoLocale { get; set; }

    /// <summary>Where the support is found; null if no setting says so.</summary>
    public string? Support => SupportUrl ?? (SupportMail is { } mail ? "mailto:" + mail : null);
}
