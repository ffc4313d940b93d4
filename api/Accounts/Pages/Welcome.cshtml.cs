using Aos.Api.Platform.Pages;

namespace Aos.Api.Accounts.Pages;

/// <summary>The landing page of a visitor (AUTH-1, AUTH-2).</summary>
internal sealed class WelcomePage : AosPage
{
    public override string Title => T("welcome.title", Reader.Portal.Name);

    public override PageWidth Width => PageWidth.Pair;
}
