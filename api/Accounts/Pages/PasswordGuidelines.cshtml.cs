using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Pages;
using Microsoft.Extensions.Options;

namespace Aos.Api.Accounts.Pages;

/// <summary>What a password must be (AUTH-9 to AUTH-12).</summary>
internal sealed class PasswordGuidelinesPage(IOptions<PasswordSettings> settings) : AosPage
{
    public override string Title => T("guidelines.title");

    public PasswordSettings Settings => settings.Value;
}
