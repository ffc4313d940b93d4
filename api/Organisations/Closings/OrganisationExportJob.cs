using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Organisations.ChangeLog;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Organisations.Users;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Audit.Events;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Usage;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.Closings;

/// <summary>Writes a copy of the data of an organisation, one thing a line: first what people have written down about it, then piece by piece its users, its usage and its change log.</summary>
internal sealed class OrganisationExportJob(
    TenantLists tenants, OrganisationStore organisations, OrganisationCopy copy, TenantAccounts accounts, UsageStore usage, AuditEventStore audit, Writes writes, JsonSerializerOptions json) : JobKind
{
    /// <summary>Name of the kind.</summary>
    public const string KindName = "organisationExport";

    private const int LinesPerPiece = 2_000;

    /// <summary>Parts of the copy, in their order.</summary>
    private enum Part
    {
        Data,
        Users,
        Usage,
        Log,
    }

    public override string Name => KindName;

    /// <summary>Until the closing takes effect: nobody should have to withdraw it for another copy.</summary>
    public override TimeSpan ResultLife => ClosingStore.Wait;

    public override async Task<JobPiece> RunAsync(JobWork work, CancellationToken cancellation)
    {
        var input = JsonSerializer.Deserialize(work.Input, OrganisationExportJson.Default.OrganisationExportInput)!;
        var position = work.Position is null ? [nameof(Part.Data)] : JsonSerializer.Deserialize(work.Position, OrganisationExportJson.Default.StringArray)!;
        var (part, after) = (Enum.Parse<Part>(position[0]), position.Length > 1 ? position[1..] : null);
        var (lines, next) = part switch
        {
            Part.Data => (await DataAsync(input.TenantId, work.Language, cancellation), null),
            Part.Users => await UsersAsync(input.TenantId, after, cancellation),
            Part.Usage => await UsageAsync(input.TenantId, after, cancellation),
            _ => await LogAsync(input, after, cancellation),
        };
        var isLast = part == Part.Log && next is null;
        string[] reached = next is null ? [(part + 1).ToString()] : [part.ToString(), .. next];
        return new()
        {
            Result = input.Form.Encode(Bytes(lines), isOnly: work.IsFirst && isLast),
            Processed = lines.Count,
            Rows = lines.Count,
            Values = lines.Count,
            Position = JsonSerializer.Serialize(reached, OrganisationExportJson.Default.StringArray),
            IsLast = isLast,
        };
    }

    private async Task<List<OrganisationExportLine>> DataAsync(Guid tenantId, string language, CancellationToken cancellation)
    {
        var tenant = (await tenants.FindAsync(tenantId, cancellation))!;
        return
        [
            new() { Kind = OrganisationExportKind.Organisation, Organisation = new(tenant, await organisations.FindAsync(tenant, cancellation), await tenants.RightsAsync(tenantId, cancellation), language) },
            .. await copy.ListAsync(tenantId, cancellation),
        ];
    }

    private async Task<(List<OrganisationExportLine> Lines, string[]? Next)> UsersAsync(Guid tenantId, string[]? after, CancellationToken cancellation)
    {
        var users = await accounts.ListAsync(new(tenantId, null, null, null), after is [var email, var id] ? (email, Guid.Parse(id)) : null, LinesPerPiece, cancellation);
        var withdrawn = await writes.RunAsync(Actor.System, requestId: null, write => AccountPermissions.WithdrawnAsync(write, [.. users.Select(user => user.Id)]), cancellation);
        return
        (
            [
                .. users.Select(user => new OrganisationExportLine { Kind = OrganisationExportKind.User, User = OrganisationUser.Of(user) }),
                .. users.Where(user => withdrawn.Contains(user.Id))
                    .Select(user => new OrganisationExportLine { Kind = OrganisationExportKind.WithdrawnPermissions, WithdrawnPermissions = new() { UserId = user.Id, Permissions = [.. withdrawn[user.Id]] } }),
            ],
            users.Count < LinesPerPiece ? null : [users[^1].Email, users[^1].Id.ToString()]);
    }

    private async Task<(List<OrganisationExportLine> Lines, string[]? Next)> UsageAsync(Guid tenantId, string[]? after, CancellationToken cancellation)
    {
        var found = await usage.ListAsync(UsageFilter.AllOf(tenantId), byTenant: false, UsagePlace.Read(after), LinesPerPiece, cancellation);
        return ([.. found.Select(item => new OrganisationExportLine { Kind = OrganisationExportKind.Usage, Usage = item })], found.Count < LinesPerPiece ? null : UsagePlace.Of(found[^1]).Texts);
    }

    private async Task<(List<OrganisationExportLine> Lines, string[]? Next)> LogAsync(OrganisationExportInput input, string[]? after, CancellationToken cancellation)
    {
        var filter = ChangeLogReading.FilterOf(input.TenantId, acts: null, from: null, to: null) with { To = input.Until };
        var log = await audit.ExportAsync(filter, AuditPlace.Read(after), LinesPerPiece, cancellation);
        var names = await accounts.NamesAsync(input.TenantId, [.. log.Select(line => line.Actor.Id).Distinct()], cancellation);
        return
        (
            [.. log.Select(line => new OrganisationExportLine { Kind = OrganisationExportKind.ChangeLogEntry, ChangeLogEntry = ChangeLogReading.EntryOf(line, names, namesAdministrators: false) })],
            log.Count < LinesPerPiece ? null : AuditPlace.Of(log[^1]).Texts);
    }

    private ReadOnlyMemory<byte> Bytes(List<OrganisationExportLine> lines)
    {
        var type = (JsonTypeInfo<OrganisationExportLine>)json.GetTypeInfo(typeof(OrganisationExportLine));
        var bytes = new ArrayBufferWriter<byte>(64 * 1024);
        using var writer = new Utf8JsonWriter(bytes, new() { Encoder = json.Encoder, SkipValidation = true });
        foreach (var line in lines)
        {
            JsonSerializer.Serialize(writer, line, type);
            writer.Flush();
            bytes.Write("\n"u8);
            writer.Reset();
        }

        return bytes.WrittenMemory;
    }
}

/// <summary>What a job of this kind must know when a worker takes it.</summary>
/// <param name="Form">Form of the result.</param>
/// <param name="TenantId">Organisation.</param>
/// <param name="Until">The log up to the moment of the request.</param>
internal sealed record OrganisationExportInput(JobResultForm Form, Guid TenantId, DateTime Until);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OrganisationExportInput))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class OrganisationExportJson : JsonSerializerContext;
