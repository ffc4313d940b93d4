using Aos.Api.Organisations.Permissions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.UserGroups;

/// <summary>What organisations get with their user group: the same with an approval and with a change of the group.</summary>
internal static class StartPermissions
{
    /// <summary>Codes of the permissions that a group gives. What the organisation cannot have, it does not get.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(WriteScope write, UserGroupRow group, bool hasVatId)
    {
        var receiver = ReceiverOf(group, hasVatId);
        return [.. (await PermissionCatalogue.FindAsync(write, group.Permissions, group.AllBrands)).Where(permission => PermissionRules.RefusalOf(permission, receiver) is null).Select(permission => permission.Code)];
    }

    /// <summary>Entries of a list that organisations of a group cannot have; empty if they can have all.</summary>
    public static async Task<IReadOnlyList<FieldError>> WrongAsync(WriteScope write, UserGroupRow group, bool hasVatId, IReadOnlyList<string> codes) =>
        [.. PermissionRules.WrongOf(codes, await PermissionCatalogue.FindAsync(write, codes, withBrands: false), ReceiverOf(group, hasVatId))];

    private static PermissionReceiver ReceiverOf(UserGroupRow group, bool hasVatId) => new(IsOperator: false, group.VehicleKinds, hasVatId);
}
