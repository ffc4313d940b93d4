namespace Aos.Api.Accounts;

/// <summary>How the product calls itself, and where its people find help (section <c>Portal</c>).</summary>
internal sealed class PortalSettings(IConfiguration configuration)
{
    /// <summary>Name of the product.</summary>
    public string Name { get; } = configuration["Portal:Name"] is { Length: > 0 } name ? name : "AOS";

    /// <summary>Page of the support; null if there is none.</summary>
    public string? SupportUrl { get; } = configuration["Portal:SupportUrl"];

    /// <summary>Mail address of the support; null if there is none.</summary>
    public string? SupportMail { get; } = configuration["Portal:SupportMail"];

    /// <summary>How mails name the support.</summary>
    public string? Support => SupportUrl ?? SupportMail;
}
