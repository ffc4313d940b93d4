namespace Aos.Api.Organisations.Registrations;

/// <summary>Settings of registrations (section <c>Registrations</c>).</summary>
internal sealed class RegistrationSettings
{
    /// <summary>Extensions of files that can be attached: <c>png</c>, <c>pdf</c>. Empty: png only.</summary>
    public string[] AttachmentExtensions { get; set; } = [];

    /// <summary>Days on which nobody works, by country.</summary>
    public Dictionary<string, DateOnly[]> PublicHolidays { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Those extensions that are permitted.</summary>
    public IReadOnlyList<string> Extensions => AttachmentExtensions.Length > 0 ? AttachmentExtensions : ["png"];
}
