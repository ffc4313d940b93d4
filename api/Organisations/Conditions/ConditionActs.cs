using System.Globalization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Aos.Api.Publications.Documents;
using Dapper;

namespace Aos.Api.Organisations.Conditions;

/// <summary>Conditions of use: which there are, and who accepted them.</summary>
internal sealed class ConditionActs(PublicOrigin origin, TimeProvider time)
{
    /// <summary>Time to accept a version that has come into force.</summary>
    public static readonly TimeSpan TimeToAccept = TimeSpan.FromDays(30);

    /// <summary>The version in force, and those that come later.</summary>
    public static IReadOnlyList<DocumentMilestone> Current(IReadOnlyList<DocumentMilestone> versions, DateTime now)
    {
        var inForce = versions.LastOrDefault(version => version.ValidFrom <= now);
        return [.. versions.Where(version => version == inForce || version.ValidFrom > now && version.Version > (inForce?.Version ?? 0))];
    }

    /// <summary>The end of the time to accept a version; <paramref name="dueAt"/> is that of what is in force, as far as it is set.</summary>
    public static DateTime DeadlineOf(DocumentMilestone version, DateTime? dueAt, DateTime now) =>
        (version.ValidFrom <= now ? dueAt : null) ?? version.ValidFrom + TimeToAccept;

    /// <summary>What there is for an organisation.</summary>
    public async Task<IReadOnlyList<ConditionVersion>> ListAsync(WriteScope write, Guid organisation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var accepted = await TenantConditions.ReadAsync(write, organisation);
        var moments = (await AcceptancesAsync(write, organisation)).ToDictionary(acceptance => acceptance.Version, acceptance => acceptance.AcceptedAt);
        return [.. Current(await DocumentTimeline.ListAsync(write, DocumentKinds.ConditionsOfUse), now).Select(version =>
        {
            var isAccepted = accepted?.Covers(version.Version, version.ValidFrom) ?? true;
            DateTimeOffset? deadline = isAccepted ? null : DeadlineOf(version, accepted?.DueAt, now);
            return new ConditionVersion
            {
                Version = version.Version,
                ValidFrom = DateOnly.FromDateTime(version.ValidFrom),
                DocumentUrl = origin.Absolute(string.Create(CultureInfo.InvariantCulture, $"/portal/v1/documents/{DocumentKinds.ConditionsOfUse}/versions/{version.Version}")),
                IsAccepted = isAccepted,
                AcceptedAt = moments.TryGetValue(version.Version, out var at) ? at : null,
                DeadlineAt = deadline,
                IsOverdue = deadline <= now,
            };
        })];
    }

    /// <summary>What an organisation has accepted, oldest version first.</summary>
    public static async Task<IReadOnlyList<ConditionAcceptance>> AcceptancesAsync(WriteScope write, Guid organisation) =>
        [.. (await write.Connection.QueryAsync<(int Version, Guid By, DateTime At)>(write.Sql(
            "select version, accepted_by, accepted_at from organisations.condition_acceptances where tenant_id = @organisation order by version", new { organisation })))
            .Select(found => new ConditionAcceptance { Version = found.Version, AcceptedBy = found.By, AcceptedAt = found.At })];

    /// <summary>Accepts a version for an organisation.</summary>
    public async Task<ConditionAcceptance> AcceptAsync(WriteScope write, Guid organisation, Guid accountId, int version)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var current = Current(await DocumentTimeline.ListAsync(write, DocumentKinds.ConditionsOfUse), now);
        if (current.FirstOrDefault(one => one.Version == version) is not { } wanted)
            throw new ProblemException(ConditionErrors.VersionOutdated, [])
            {
                Fields = [new() { Pointer = "/version", Code = "condition-version-outdated", Detail = "Accept a version that GET /portal/v1/conditions names." }],
            };
        if (await TenantConditions.LockAsync(write, organisation) is not { } accepted || accepted.Covers(version, wanted.ValidFrom))
            throw ConditionErrors.AcceptedAlready.With();
        await RecordAsync(write, organisation, accountId, version, now);
        return new() { Version = version, AcceptedBy = accountId, AcceptedAt = now };
    }

    /// <summary>The version that an applicant accepted with the registration, and when.</summary>
    public static async Task TakeOverAsync(WriteScope write, Guid organisation, Guid accountId, int version, DateTime acceptedAt)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into organisations.condition_acceptances (tenant_id, version, accepted_by, accepted_at)
            values (@organisation, @version, @accountId, @acceptedAt)
            on conflict do nothing
            """, new { organisation, version, accountId, acceptedAt }));
        await TenantConditions.AcceptAsync(write, organisation, version);
    }

    private static async Task RecordAsync(WriteScope write, Guid organisation, Guid accountId, int version, DateTime now)
    {
        await TakeOverAsync(write, organisation, accountId, version, now);
        var number = version.ToString(CultureInfo.InvariantCulture);
        await write.AuditAsync(organisation, "organisations.conditions.accepted", "organisation", organisation.ToString(), new Dictionary<string, string?> { ["version"] = number, ["accountId"] = accountId.ToString() });
        await Events.AddAsync(write, organisation, "organisations.conditions.accepted", "/portal/v1/conditions", new Dictionary<string, string?> { ["version"] = number });
    }
}
