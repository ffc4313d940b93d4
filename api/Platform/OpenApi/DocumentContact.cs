namespace Aos.Api.Platform.OpenApi;

/// <summary>Whom partners ask, from the settings <c>Contact</c>; stands in <c>info.contact</c> of the served documents.</summary>
internal sealed class DocumentContact
{
    /// <summary>Name of the people or team.</summary>
    public string Name { get; set; } = "API support";

    /// <summary>Page with the ways to reach them.</summary>
    public string Url { get; set; } = "/docs";

    /// <summary>Mail address, if they have one.</summary>
    public string? Email { get; set; }
}
