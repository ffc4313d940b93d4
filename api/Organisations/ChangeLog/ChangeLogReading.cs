using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Platform.Audit.Events;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Http;

namespace Aos.Api.Organisations.ChangeLog;

/// <summary>The change log of an organisation: a view of the audit, newest first.</summary>
internal sealed class ChangeLogReading(AuditReading audit, TenantAccounts accounts)
{
    private static readonly Dictionary<string, ChangeLogAct> Acts = new(StringComparer.Ordinal)
    {
        ["organisations.changeRequest.created"] = ChangeLogAct.ChangeRequested,
        ["organisations.changeRequest.applied"] = ChangeLogAct.ChangeApplied,
        ["organisations.changeRequest.refused"] = ChangeLogAct.ChangeRefused,
        ["organisations.changeRequest.withdrawn"] = ChangeLogAct.ChangeWithdrawn,
        ["organisations.contact.changed"] = ChangeLogAct.ContactChanged,
        ["organisations.vat.checked"] = ChangeLogAct.VatChecked,
        ["organisations.user.created"] = ChangeLogAct.UserCreated,
        ["organisations.user.activated"] = ChangeLogAct.UserActivated,
        ["organisations.user.deleted"] = ChangeLogAct.UserDeleted,
        ["organisations.user.emailChanged"] = ChangeLogAct.UserEmailChanged,
        ["organisations.user.permissionsChanged"] = ChangeLogAct.UserPermissionsChanged,
        ["organisations.permissions.changed"] = ChangeLogAct.OrganisationPermissionsChanged,
        ["organisations.userGroup.changed"] = ChangeLogAct.UserGroupChanged,
        ["organisations.state.changed"] = ChangeLogAct.StateChanged,
        ["organisations.representative.changed"] = ChangeLogAct.RepresentativeChanged,
    };

    /// <summary>One page of the log.</summary>
    /// <param name="context">The request.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="tenantId">Organisation.</param>
    /// <param name="query">Filters.</param>
    /// <param name="namesAdministrators">Administrators are named: to administrators.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<Page<ChangeLogEntry>> ListAsync(HttpContext context, Principal caller, Guid tenantId, ChangeLogQuery query, bool namesAdministrators, CancellationToken cancellation)
    {
        var page = await audit.ListAsync(context, caller, query, FilterOf(tenantId, query.Act, query.CreatedFrom, query.CreatedTo), cancellation);
        var names = await accounts.NamesAsync(tenantId, [.. page.Items.Where(line => line.Actor.Kind == AuditActorKind.Account).Select(line => line.Actor.Id).Distinct()], cancellation);
        return new() { Items = [.. page.Items.Select(line => EntryOf(line, names, namesAdministrators))], NextCursor = page.NextCursor, Total = page.Total, TotalIsCapped = page.TotalIsCapped };
    }

    /// <summary>Lines of the audit that make the log.</summary>
    public static AuditFilter FilterOf(Guid tenantId, string[]? acts, string? from, string? to)
    {
        var wanted = acts?.Select(act => EnumTextAttribute<ChangeLogAct>.Parse(act)).ToHashSet();
        return AuditFilter.Of(tenantId, actor: null, action: null, objectId: null, from, to) with
        {
            Actions = [.. Acts.Where(act => wanted is not { Count: > 0 } || wanted.Contains(act.Value)).Select(act => act.Key)],
        };
    }

    /// <summary>A line as it is read.</summary>
    public static ChangeLogEntry EntryOf(AuditEvent line, IReadOnlyDictionary<string, string> names, bool namesAdministrators)
    {
        var name = names.GetValueOrDefault(line.Actor.Id);
        var kind = line.Actor.Kind == AuditActorKind.System ? ChangeLogActorKind.System : name is not null ? ChangeLogActorKind.User : ChangeLogActorKind.Administrator;
        return new()
        {
            Id = line.Id,
            OccurredAt = line.OccurredAt,
            Actor = new() { Kind = kind, Name = name, Id = kind == ChangeLogActorKind.User || (namesAdministrators && kind == ChangeLogActorKind.Administrator) ? line.Actor.Id : null },
            Act = Acts[line.Action],
            UserId = line.Object.Kind == "account" && Guid.TryParse(line.Object.Id, out var id) ? id : null,
            Changes = ChangesOf(line),
            Reason = line.Details?.FirstOrDefault(detail => detail.Name == "reason")?.Value,
        };
    }

    private static List<FieldChange> ChangesOf(AuditEvent line)
    {
        var changes = new List<FieldChange>();
        foreach (var field in (line.Details ?? []).Where(detail => detail.Name.StartsWith("old.", StringComparison.Ordinal) || detail.Name.StartsWith("new.", StringComparison.Ordinal)).Select(detail => detail.Name[4..]).Distinct())
            changes.Add(new() { Field = field, OldValue = ValueOf(line, "old." + field), NewValue = ValueOf(line, "new." + field) });
        return changes;
    }

    private static string? ValueOf(AuditEvent line, string name) => line.Details!.FirstOrDefault(detail => detail.Name == name)?.Value;
}
