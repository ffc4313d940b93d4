using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>What the operations about API access have in common.</summary>
internal static class ApiAccess
{
    /// <summary>Staff right for applications, access and plans.</summary>
    public const string StaffRight = "applications.decide";

    /// <summary>Permission of people who look after the clients of their organisation.</summary>
    public const string ClientsRight = PermissionCodes.ApiClients;

    /// <summary>Right to the product CarData, which needs a VAT ID.</summary>
    public const string CarData = "apiCarData";

    /// <summary>Plan of every sandbox.</summary>
    public const string SandboxPlan = "sandbox";

    /// <summary>Time to accept newer conditions of a product before calls are refused.</summary>
    public static readonly TimeSpan TimeToAccept = TimeSpan.FromDays(30);

    /// <summary>Refuses whoever belongs to no organisation. The operator's clients have rights of staff: they are kept by the administration, which gives nobody more than he holds.</summary>
    public static void RequireOrganisation(Principal caller)
    {
        if (caller.TenantKind is not (TenantKinds.Organisation or TenantKinds.Sandbox))
            throw AccessErrors.PermissionMissing.With(ClientsRight);
    }

    /// <summary>The organisation of a caller, also of one who acts in its sandbox twin.</summary>
    public static Guid OrganisationOf(Principal caller) => caller.ParentTenantId ?? caller.TenantId;
}
