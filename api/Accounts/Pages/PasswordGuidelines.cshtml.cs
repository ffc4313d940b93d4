using Aos.Api.Platform.Pages;

namespace Aos.Api.Accounts.Pages;

/// <summary>What a password must be (AUTH-9 to AUTH-12).</summary>
internal sealed class PasswordGuidelinesPage : AosPage
{
    public override string Title => T("guidelines.title");
}
