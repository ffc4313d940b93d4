using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Sample;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Organisations.Permissions;

/// <summary>The permissions of the sample, as the manual shows them: of the demo organisation, and what was taken from one of its users.</summary>
internal static class PermissionSample
{
    private const string Reason = "sample data";
    private const string Narrowed = "joe.smith@example.com";

    private static readonly string[] Granted =
    [
        "emissionsNominalValues", "air", "airSecond", "airFree", "airReduced", "airCharged", "airWir", "aosDiagnosticArticleForm", "aosInformationEnquiryForm", "aosSupportForm", "aosTechnicalHelpDesk",
        "aosTicketSystem", "aosTrainingForm", "cdis", "roadSideAssistanceFree", "tunerFree", "bookTickets", "apiClients",
    ];

    private static readonly string[] Withdrawn = ["airReduced", "airCharged", "airWir", "tunerFree"];

    public static Task RunAsync(IServiceProvider services, SamplePlace place, CancellationToken cancellation) =>
        services.GetRequiredService<Writes>().RunAsync(Actor.System, requestId: null, async write =>
        {
            if (await TenantPermissions.LockAsync(write, place.Organisation) is not { } holder)
                return false;
            var held = (await TenantPermissions.ListAsync(write, holder.Id)).Select(permission => permission.Code).ToHashSet(StringComparer.Ordinal);
            if (held.Contains(Granted[0]))
                return false;
            foreach (var code in Granted.Where(code => !held.Contains(code)))
                await TenantPermissions.GrantAsync(write, holder, code, until: null, Reason);
            await GrantToStaffAsync(write);
            await GrantCarDataAsync(write);
            if (await AccountPermissions.FindUserAsync(write, holder.Id, Narrowed) is { } user)
                await AccountPermissions.ChangeAsync(write, user, Withdrawn, []);
            return true;
        }, cancellation);

    /// <summary>The sample organisation with a valid VAT ID has CarData.</summary>
    private static async Task GrantCarDataAsync(WriteScope write)
    {
        var tenant = await write.Connection.ExecuteScalarAsync<Guid?>(write.Sql("select tenant_id from organisations.organisations where customer_number = 'b2io30002709'"));
        if (tenant is { } id && await TenantPermissions.LockAsync(write, id) is { } holder)
            await TenantPermissions.GrantAsync(write, holder, PermissionRules.CarData, until: null, Reason);
    }

    /// <summary>Contents are edited by the operator's staff.</summary>
    private static async Task GrantToStaffAsync(WriteScope write)
    {
        if (await Tenants.FindOperatorAsync(write) is { } house && await TenantPermissions.LockAsync(write, house) is { } holder)
            await TenantPermissions.GrantAsync(write, holder, PermissionRules.EditorAccess, until: null, Reason);
    }
}
