using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.Platform.Limits.Days;

/// <summary>Whose units these are.</summary>
/// <param name="TenantId">Tenant that has the plan.</param>
/// <param name="Product">Product, such as <c>vehicle-identification</c>.</param>
/// <param name="ClientId">Client that has a cap of its own; empty for the tenant as a whole.</param>
internal readonly record struct QuotaKey(Guid TenantId, string Product, string ClientId)
{
    /// <summary>The units of a caller's tenant.</summary>
    public static QuotaKey OfTenant(Principal caller, string product) => new(caller.TenantId, product, "");

    /// <summary>The units of the caller itself.</summary>
    public static QuotaKey OfClient(Principal caller, string product) => new(caller.TenantId, product, caller.ClientId);
}

/// <summary>The organisation that is told of its use: the one whose plan it is, also where its sandbox twin calls.</summary>
/// <param name="Id">Id of the organisation.</param>
/// <param name="IsSandbox">The units are those of the sandbox twin.</param>
internal readonly record struct QuotaOwner(Guid Id, bool IsSandbox)
{
    public static QuotaOwner Of(Principal caller) => new(caller.ParentTenantId ?? caller.TenantId, caller.DataSet == DataSet.Sandbox);

    /// <summary>As usage and events name it.</summary>
    public string Environment => IsSandbox ? "sandbox" : "production";
}
