using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Tenants;

namespace Aos.Api.Organisations.Permissions;

/// <summary>What can be given to whom: pure checks.</summary>
internal static class PermissionRules
{
    /// <summary>Editing of contents is for the operator's staff.</summary>
    internal const string EditorAccess = "editorAccess";

    /// <summary>Needs a VAT ID.</summary>
    internal const string CarData = "carData";

    /// <summary>Refuses what the operator does not get: all its staff would have it, and rights of staff are given one by one.</summary>
    public static void RefuseToOperator(HeldPermission permission, PermissionHolder holder)
    {
        if (holder.IsOperator && permission.Code != EditorAccess && permission.Brand is null)
            throw PermissionErrors.OrganisationsOnly.With();
    }

    /// <summary>Refuses codes that cannot be given to a user; all of them at once.</summary>
    /// <param name="wanted">Codes that the caller names.</param>
    /// <param name="held">What the organisation has.</param>
    public static void RefuseWrongCodes(IReadOnlyList<string> wanted, IReadOnlyList<HeldPermission> held)
    {
        var byCode = held.ToDictionary(permission => permission.Code, StringComparer.Ordinal);
        var (missing, kept, fields) = (false, false, new List<FieldError>());
        for (var i = 0; i < wanted.Count; i++)
            if (!byCode.TryGetValue(wanted[i], out var permission))
            {
                missing = true;
                fields.Add(new() { Pointer = $"/permissions/{i}", Code = "permission-not-available", Detail = "The organisation does not have this permission." });
            }
            else if (!permission.IsInherited)
            {
                kept = true;
                fields.Add(new() { Pointer = $"/permissions/{i}", Code = "permission-not-delegable", Detail = "This permission is not handed on to users." });
            }

        if (missing || kept)
            throw new ProblemException(missing ? PermissionErrors.NotAvailable : PermissionErrors.NotDelegable, []) { Fields = fields };
    }

    /// <summary>Refuses a permission that this organisation cannot have.</summary>
    public static void RefuseGrant(HeldPermission permission, PermissionHolder holder, bool hasVatId)
    {
        if (permission.Code == EditorAccess && !holder.IsOperator)
            throw PermissionErrors.OperatorOnly.With();
        if (permission.Code == CarData && !hasVatId)
            throw PermissionErrors.NeedsVatId.With();
        if (permission.VehicleKind is { } kind && holder.VehicleKinds.Length > 0 && !holder.VehicleKinds.Contains(kind, StringComparer.Ordinal))
            throw PermissionErrors.OtherVehicleKind.With(string.Join(", ", holder.VehicleKinds));
    }

    /// <summary>The end that a grant gets; null without one.</summary>
    public static DateTimeOffset? EndOf(string? validUntil, DateTimeOffset now, string pointer = "/validUntil")
    {
        if (string.IsNullOrEmpty(validUntil))
            return null;
        var end = Instant.Parse(validUntil);
        return end > now
            ? end
            : throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = [new() { Pointer = pointer, Code = FieldCodes.ValueNotPermitted, Detail = "The end lies in the future." }] };
    }
}
