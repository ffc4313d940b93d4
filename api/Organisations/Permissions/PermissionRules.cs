using System.Globalization;
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
        if (wanted.Distinct(StringComparer.Ordinal).Count() < wanted.Count)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = [new() { Pointer = "/permissions", Code = FieldCodes.Repeated, Detail = "Each value may stand there once." }] };
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

    /// <summary>Why somebody cannot have a permission; null if they can. Grants, approvals and user groups all ask here.</summary>
    public static ProblemException? RefusalOf(PermissionFacts permission, PermissionReceiver receiver) =>
        permission.Code == EditorAccess && !receiver.IsOperator ? PermissionErrors.OperatorOnly.With()
        : permission.Code == CarData && !receiver.HasVatId ? PermissionErrors.NeedsVatId.With()
        : permission.VehicleKind is { } kind && receiver.VehicleKinds.Count > 0 && !receiver.VehicleKinds.Contains(kind, StringComparer.Ordinal)
            ? PermissionErrors.OtherVehicleKind.With(string.Join(", ", receiver.VehicleKinds))
        : null;

    /// <summary>Entries of a list that are no permission, or none that the receiver can have.</summary>
    /// <param name="codes">The list.</param>
    /// <param name="known">Those of them that are permissions.</param>
    /// <param name="receiver">Who is to have them.</param>
    public static IEnumerable<FieldError> WrongOf(IReadOnlyList<string> codes, IReadOnlyList<PermissionFacts> known, PermissionReceiver receiver)
    {
        var byCode = known.ToDictionary(permission => permission.Code, StringComparer.Ordinal);
        foreach (var (at, code) in codes.Index())
            if (!byCode.TryGetValue(code, out var permission))
                yield return new() { Pointer = $"/permissions/{at}", Code = FieldCodes.ValueNotPermitted, Detail = "There is no permission of this code." };
            else if (RefusalOf(permission, receiver) is { Error: var error, Arguments: var arguments })
                yield return new()
                {
                    Pointer = $"/permissions/{at}",
                    Code = error.Code[(error.Code.IndexOf('.', StringComparison.Ordinal) + 1)..],
                    Detail = string.Format(CultureInfo.InvariantCulture, error.Detail.En, arguments),
                };
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

/// <summary>Who is to have a permission, as far as it matters for which ones can be had.</summary>
/// <param name="IsOperator">It is the operator.</param>
/// <param name="VehicleKinds">Kinds of vehicles that it sees; empty means all.</param>
/// <param name="HasVatId">It has a VAT ID.</param>
internal sealed record PermissionReceiver(bool IsOperator, IReadOnlyCollection<string> VehicleKinds, bool HasVatId);
