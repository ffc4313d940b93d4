using Aos.Api.OAuth.Authorize;
using Aos.Api.OAuth.Consents;
using Aos.Api.OAuth.Families;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Limits;
using Aos.Api.Platform.Writes;

namespace Aos.Api.OAuth.Devices;

/// <summary>How a step of the device page ended.</summary>
internal enum DeviceOutcome
{
    /// <summary>A device waits: the page names it.</summary>
    Found,

    /// <summary>No device waits for this code.</summary>
    Unknown,

    /// <summary>Too many wrong codes came from this address; an hour of rest.</summary>
    Blocked,

    /// <summary>The person may not use this client: another realm, another organisation.</summary>
    NotPermitted,

    /// <summary>The person must change the password before anything else.</summary>
    PasswordChangeDue,

    /// <summary>The device gets its tokens.</summary>
    Approved,

    /// <summary>The device gets none.</summary>
    Denied,
}

/// <summary>What the device page shows.</summary>
/// <param name="Outcome">How the step ended.</param>
/// <param name="UserCode">The code as it is shown, if a device was found.</param>
/// <param name="Client">Its client.</param>
/// <param name="Scopes">Scopes that it asks for.</param>
/// <param name="Person">Who decides.</param>
internal sealed record DeviceStep(DeviceOutcome Outcome, string? UserCode = null, ClientFacts? Client = null, IReadOnlyList<string>? Scopes = null, AccountFacts? Person = null);

/// <summary>What a signed-in person does with a device's code: look at what asks, then approve or deny.</summary>
internal sealed class Devices(Writes writes)
{
    /// <summary>Finds the device that waits for a code.</summary>
    public Task<DeviceStep> FindAsync(HttpContext context, SignInSession session, string? typed) => RunAsync(context, session, typed, (_, found) => Task.FromResult(found.Step));

    /// <summary>
    /// Realm of the people who may use the client that waits for a code; null if none waits. A miss counts as one of somebody
    /// who is signed in does, so that nobody can try codes here.
    /// </summary>
    public Task<string?> FindRealmAsync(HttpContext context, string typed) => writes.RunAsync(Actor.System, context.TraceIdentifier, async write =>
    {
        var (request, _) = await DeviceStore.FindAsync(write, UserCode.Read(typed), AddressGuard.AddressOf(context).ToString());
        return request is null ? null : (await ClientDirectory.FindAsync(write, request.ClientId))?.Realm;
    }, context.RequestAborted);

    /// <summary>Lets the device have its tokens.</summary>
    public Task<DeviceStep> ApproveAsync(HttpContext context, SignInSession session, string? typed) => RunAsync(context, session, typed, async (write, found) =>
    {
        var family = new Family
        {
            Id = Guid.CreateVersion7(),
            ClientId = found.Request.ClientId,
            AccountId = session.AccountId,
            TenantId = found.TenantId,
            Scopes = found.Request.Scopes,
            Audience = found.Request.Audience,
            SignedInAt = session.SignedInAt,
            Methods = session.Methods,
        };
        await DeviceStore.CreateFamilyAsync(write, family);
        await DeviceStore.DecideAsync(write, found.Request.UserCode, family.Id);
        await ConsentStore.GiveAsync(write, session.AccountId, found.Step.Client!, family.Scopes);
        await AuditAsync(write, found, "oauth.device.approved");
        return found.Step with { Outcome = DeviceOutcome.Approved };
    });

    /// <summary>Sends the device away.</summary>
    public Task<DeviceStep> DenyAsync(HttpContext context, SignInSession session, string? typed) => RunAsync(context, session, typed, async (write, found) =>
    {
        await DeviceStore.DecideAsync(write, found.Request.UserCode, family: null);
        await AuditAsync(write, found, "oauth.device.denied");
        return found.Step with { Outcome = DeviceOutcome.Denied };
    });

    private Task<DeviceStep> RunAsync(HttpContext context, SignInSession session, string? typed, Func<WriteScope, Found, Task<DeviceStep>> act) =>
        writes.RunAsync(new Actor("account", session.AccountId.ToString()), context.TraceIdentifier, async write =>
        {
            var (request, isBlocked) = await DeviceStore.FindAsync(write, UserCode.Read(typed), AddressGuard.AddressOf(context).ToString());
            if (request is null)
                return new DeviceStep(isBlocked ? DeviceOutcome.Blocked : DeviceOutcome.Unknown);
            var client = await ClientDirectory.FindAsync(write, request.ClientId);
            var person = await AccountDirectory.FindAsync(write, session.AccountId);
            if (client is null || person is not { IsActive: true } || StepRules.TenantFor(client, person) is not { } tenant)
                return new DeviceStep(DeviceOutcome.NotPermitted);
            if (person.MustChangePassword)
                return new DeviceStep(DeviceOutcome.PasswordChangeDue);
            return await act(write, new(request, tenant, new(DeviceOutcome.Found, UserCode.Show(request.UserCode), client, request.Scopes, person)));
        }, context.RequestAborted);

    private static Task AuditAsync(WriteScope write, Found found, string action) =>
        write.AuditAsync(found.TenantId, action, "client", found.Request.ClientId, new Dictionary<string, string?> { ["scopes"] = string.Join(' ', found.Request.Scopes) });

    private sealed record Found(DeviceRequest Request, Guid TenantId, DeviceStep Step);
}
