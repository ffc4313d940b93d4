using Aos.Api.OAuth.Devices;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.Pages;

/// <summary>Which device shows this code, and may it act for you? Opening the page decides nothing, also with a code in its address.</summary>
internal sealed class DevicePage(SignInSessions sessions, Devices.Devices devices) : AosPage
{
    private const string Address = "/account/device";

    public override string Title => T("device.title");

    /// <summary>Where the person stands.</summary>
    public DeviceStep? Step { get; private set; }

    /// <summary>The code as it was typed, or came with the address.</summary>
    public string Typed => HttpMethods.IsPost(Request.Method) ? Form("user_code") : Query("user_code");

    public async Task<IActionResult> OnGetAsync()
    {
        if (await sessions.FindAsync(HttpContext) is not { } session)
            return await SignInAsync();
        return Typed.Length == 0 ? Page() : Show(await devices.FindAsync(HttpContext, session, Typed));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await sessions.FindAsync(HttpContext) is not { } session)
            return await SignInAsync();
        return Form("decision") switch
        {
            "" when Required("user_code").Trim().Length == 0 => Again(),
            "" => Show(await devices.FindAsync(HttpContext, session, Typed)),
            "allow" => Show(await devices.ApproveAsync(HttpContext, session, Typed)),
            "deny" => Show(await devices.DenyAsync(HttpContext, session, Typed)),
            _ => throw PageErrors.FormBroken.With(),
        };
    }

    /// <summary>Leads to the log-on of those who may use the client of the code, and back.</summary>
    private async Task<IActionResult> SignInAsync()
    {
        var back = Typed.Length == 0 ? Address : $"{Address}?user_code={Uri.EscapeDataString(Typed)}";
        var realm = Typed.Length == 0 ? Query("realm") : await devices.FindRealmAsync(HttpContext, Typed);
        return SeeOther(Realms.LinkTo(realm, "/account/sign-in?returnUrl=" + Uri.EscapeDataString(back)));
    }

    private IActionResult Show(DeviceStep step)
    {
        switch (step.Outcome)
        {
            case DeviceOutcome.Unknown:
                Wrong("user_code", "device.unknown");
                return Again();
            case DeviceOutcome.Blocked:
                Wrong("", "device.blocked");
                Response.Headers.RetryAfter = "3600";
                return Again(StatusCodes.Status429TooManyRequests);
            case DeviceOutcome.NotPermitted:
                Wrong("", "device.not-permitted");
                return Again(StatusCodes.Status403Forbidden);
            case DeviceOutcome.PasswordChangeDue:
                return SeeOther("/account/password");
            default:
                Step = step;
                return Page();
        }
    }
}
