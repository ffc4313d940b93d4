using System.Globalization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Outbox;
using StaffGrant = (string Code, System.DateTimeOffset? Until);

namespace Aos.Api.Organisations.Staff;

/// <summary>Who may give what to whom: pure checks.</summary>
internal static class StaffRules
{
    /// <summary>Refuses what is no address and no time zone.</summary>
    public static void CheckPerson(StaffInvite invite)
    {
        var fields = new List<FieldError>();
        if (!Messages.IsPublicAddress(invite.Email!))
            fields.Add(new() { Pointer = "/email", Code = FieldCodes.FormatInvalid, Detail = "Send an e-mail address such as name@example.com." });
        if (!PersonFields.IsTimeZone(invite.TimeZone!))
            fields.Add(new() { Pointer = "/timeZone", Code = FieldCodes.ValueNotPermitted, Detail = "Send the IANA name of a time zone, such as Europe/Berlin." });
        if (fields.Count > 0)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = fields };
    }

    /// <summary>Refuses unknown and repeated rights, and ends that are over.</summary>
    public static IReadOnlyList<StaffGrant> Check(IReadOnlyList<StaffRightGrant> rights, IReadOnlySet<string> known, DateTimeOffset now)
    {
        var (fields, seen, wanted) = (new List<FieldError>(), new HashSet<string>(StringComparer.Ordinal), new List<StaffGrant>());
        for (var i = 0; i < rights.Count; i++)
        {
            var until = rights[i].ValidUntil is { Length: > 0 } text ? Instant.Parse(text) : null;
            if (!known.Contains(rights[i].Code!))
                fields.Add(new() { Pointer = $"/rights/{i}/code", Code = FieldCodes.ValueNotPermitted, Detail = "This is no right of staff." });
            else if (!seen.Add(rights[i].Code!))
                fields.Add(new() { Pointer = $"/rights/{i}/code", Code = FieldCodes.Repeated, Detail = "Each right may stand there once." });
            if (until <= now)
                fields.Add(new() { Pointer = $"/rights/{i}/validUntil", Code = FieldCodes.ValueNotPermitted, Detail = "The end lies in the future." });
            wanted.Add((rights[i].Code!, until));
        }

        return fields.Count > 0 ? throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = fields } : wanted;
    }

    /// <summary>Refuses to give, take or change a right that the caller does not hold, or holds for a shorter time.</summary>
    public static void RefuseBeyond(IReadOnlyList<StaffGrant> before, IReadOnlyList<StaffGrant> after, IReadOnlyList<StaffGrant> own)
    {
        foreach (var (code, until) in after.Except(before))
            if (!own.Any(held => held.Code == code && (held.Until is null || until <= held.Until)))
                throw AdministrationErrors.RightNotHeld.With(code);
        foreach (var (code, _) in before.Except(after))
            if (!own.Any(held => held.Code == code))
                throw AdministrationErrors.RightNotHeld.With(code);
    }

    /// <summary>Refuses an act on the own account.</summary>
    public static void RefuseOwn(StaffRow row, Principal caller)
    {
        if (row.Id == caller.AccountId)
            throw StaffErrors.OwnRights.With();
    }

    /// <summary>What somebody holds.</summary>
    public static IReadOnlyList<StaffGrant> GrantsOf(IEnumerable<StaffRightRow> rights) =>
        [.. rights.Select(right => (right.Code, right.ValidUntil is { } end ? (DateTimeOffset?)new DateTimeOffset(DateTime.SpecifyKind(end, DateTimeKind.Utc)) : null))];

    /// <summary>True if somebody who holds this looks after staff without an end.</summary>
    public static bool IsLastingAdministrator(IReadOnlyList<StaffGrant> rights) => rights.Contains((StaffAccounts.AdministratorRight, null));

    /// <summary>For the log: old and new value of each right that changes.</summary>
    public static Dictionary<string, string?> Describe(IReadOnlyList<StaffGrant> before, IReadOnlyList<StaffGrant> after)
    {
        var details = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (code, until) in before.Except(after))
            details["old." + code] = Text(until);
        foreach (var (code, until) in after.Except(before))
            details["new." + code] = Text(until);
        return details;
    }

    private static string Text(DateTimeOffset? until) => until is { } end ? "until " + end.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "granted";
}
