namespace Aos.Api.Publications;

/// <summary>Rights to the contents of the portal.</summary>
internal static class ContentRights
{
    /// <summary>Staff right: everything, deletion too.</summary>
    public const string Administer = "content.administer";

    /// <summary>Permission of the operator's people: drafts and publishing.</summary>
    public const string Edit = "editorAccess";
}
