using Aos.Api.Organisations.Users;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.Permissions;

/// <summary>What the legal representative does with the permissions of a user.</summary>
internal sealed class UserPermissionActs(PermissionMails mails)
{
    /// <summary>What a user may do.</summary>
    public static async Task<UserPermissions> ReadAsync(WriteScope write, Guid organisation, string userId, string language)
    {
        var user = await FindAsync(write, organisation, userId, AccountPermissions.ReadAsync);
        return UserPermissions.Of(user, await InheritedAsync(write, organisation), await AccountPermissions.WithdrawnAsync(write, user.Id), language);
    }

    /// <summary>Sets what a user may do.</summary>
    public async Task<UserPermissions> ReplaceAsync(WriteScope write, Guid organisation, string userId, IReadOnlyList<string> wanted, string tag, string language)
    {
        var user = await FindAsync(write, organisation, userId, AccountPermissions.LockAsync);
        var held = await TenantPermissions.ListAsync(write, organisation);
        var inherited = held.Where(permission => permission.IsInherited).ToList();
        // In whichever language it was read.
        var read = tag.LastIndexOf('-') is > 0 and var end ? tag[(end + 1)..^1] : "";
        if (tag != UserPermissions.TagOf(user.Version, inherited.Select(permission => permission.Code), read))
            throw PreconditionErrors.VersionConflict.With();
        PermissionRules.RefuseWrongCodes(wanted, held);
        var withdrawn = await AccountPermissions.WithdrawnAsync(write, user.Id);
        var chosen = wanted.ToHashSet(StringComparer.Ordinal);
        var given = inherited.Where(permission => chosen.Contains(permission.Code) && withdrawn.Contains(permission.Code)).ToList();
        var taken = inherited.Where(permission => !chosen.Contains(permission.Code) && !withdrawn.Contains(permission.Code)).ToList();
        return await ChangeAsync(write, organisation, user, new(given, taken), [], language);
    }

    /// <summary>Leaves a new user those of the organisation's permissions that are named; the creation tells of them.</summary>
    public static async Task LeaveAsync(WriteScope write, Guid organisation, Guid user, IReadOnlyList<string> wanted)
    {
        var held = await TenantPermissions.ListAsync(write, organisation);
        PermissionRules.RefuseWrongCodes(wanted, held);
        var taken = held.Where(permission => permission.IsInherited).Select(permission => permission.Code).Except(wanted, StringComparer.Ordinal).ToList();
        if (taken.Count > 0)
            await AccountPermissions.ChangeAsync(write, user, taken, given: []);
    }

    /// <summary>Gives back everything.</summary>
    public async Task<UserPermissions> RestoreAsync(WriteScope write, Guid organisation, string userId, string language)
    {
        var user = await FindAsync(write, organisation, userId, AccountPermissions.LockAsync);
        var withdrawn = await AccountPermissions.WithdrawnAsync(write, user.Id);
        var given = (await InheritedAsync(write, organisation)).Where(permission => withdrawn.Contains(permission.Code)).ToList();
        return await ChangeAsync(write, organisation, user, new(given, []), withdrawn, language);
    }

    /// <summary>Nothing is written and nobody is told where nothing changes.</summary>
    private async Task<UserPermissions> ChangeAsync(WriteScope write, Guid organisation, PermissionUser user, PermissionChange change, IEnumerable<string> alsoGiven, string language)
    {
        var codes = change.Given.Select(permission => permission.Code).Union(alsoGiven, StringComparer.Ordinal).ToList();
        if (codes.Count == 0 && change.Taken.Count == 0)
            return await ReadAsync(write, organisation, user.Id.ToString(), language);
        await AccountPermissions.ChangeAsync(write, user.Id, [.. change.Taken.Select(permission => permission.Code)], codes);
        await write.AuditAsync(organisation, "organisations.user.permissionsChanged", "account", user.Id.ToString(), change.Describe());
        await Events.AddAsync(write, organisation, "organisations.user.permissionsChanged", $"/portal/v1/users/{user.Id}/permissions", new Dictionary<string, string?>
        {
            ["userId"] = user.Id.ToString(),
            ["given"] = string.Join(' ', codes),
            ["withdrawn"] = string.Join(' ', change.Taken.Select(permission => permission.Code)),
        });
        if (!change.IsEmpty)
            await mails.UserAsync(write, (await AccountDirectory.FindAsync(write, user.Id))!, change);
        return await ReadAsync(write, organisation, user.Id.ToString(), language);
    }

    private static async Task<IReadOnlyList<HeldPermission>> InheritedAsync(WriteScope write, Guid organisation) =>
        [.. (await TenantPermissions.ListAsync(write, organisation)).Where(permission => permission.IsInherited)];

    private static async Task<PermissionUser> FindAsync(WriteScope write, Guid organisation, string userId, Func<WriteScope, Guid, Guid, Task<PermissionUser?>> find)
    {
        if (!Guid.TryParseExact(userId, "D", out var id) || await find(write, organisation, id) is not { } user)
            throw UserErrors.NotFound.With();
        if (user.Representative)
            throw PermissionErrors.RepresentativeHasAll.With();
        return user.State == AccountStates.Invited ? throw UserErrors.NotConfirmed.With() : user;
    }
}

/// <summary>What a user or an organisation gets and loses.</summary>
internal sealed record PermissionChange(IReadOnlyList<HeldPermission> Given, IReadOnlyList<HeldPermission> Taken)
{
    public bool IsEmpty => Given.Count == 0 && Taken.Count == 0;

    /// <summary>For the change log: old and new value of each code.</summary>
    public Dictionary<string, string?> Describe()
    {
        var details = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var permission in Given)
            (details["old." + permission.Code], details["new." + permission.Code]) = ("withdrawn", "given");
        foreach (var permission in Taken)
            (details["old." + permission.Code], details["new." + permission.Code]) = ("given", "withdrawn");
        return details;
    }
}
