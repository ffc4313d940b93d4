using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Organisations.ChangeLog;
using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Organisations.Users;
using Aos.Api.Platform.Audit.Events;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Jobs;

namespace Aos.Api.Organisations.Closings;

/// <summary>Writes a copy of all data of an organisation: its data, its users, its change requests, its change log, one a line.</summary>
internal sealed class OrganisationExportJob(
    TenantLists tenants, OrganisationStore organisations, TenantAccounts accounts, ChangeRequestStore requests, AuditEventStore audit, JsonSerializerOptions json) : JobKind
{
    /// <summary>Name of the kind.</summary>
    public const string KindName = "organisationExport";

    private const int LinesPerPiece = 2_000;

    public override string Name => KindName;

    public override async Task<JobPiece> RunAsync(JobWork work, CancellationToken cancellation)
    {
        var input = JsonSerializer.Deserialize(work.Input, OrganisationExportJson.Default.OrganisationExportInput)!;
        var lines = work.Position is null ? await DataAsync(input.TenantId, work.Language, cancellation) : [];
        var filter = ChangeLogReading.FilterOf(input.TenantId, acts: null, from: null, to: null) with { To = input.Until };
        var log = await audit.ExportAsync(filter, AuditPlace.Read(work.Position is null or "" ? null : work.Position.Split('|')), LinesPerPiece, cancellation);
        var names = await accounts.NamesAsync(input.TenantId, [.. log.Select(line => line.Actor.Id).Distinct()], cancellation);
        lines.AddRange(log.Select(line => new OrganisationExportLine { Kind = OrganisationExportKind.ChangeLogEntry, ChangeLogEntry = ChangeLogReading.EntryOf(line, names, namesAdministrators: false) }));
        var isLast = log.Count < LinesPerPiece;
        return new()
        {
            Result = input.Form.Encode(Bytes(lines), isOnly: work.IsFirst && isLast),
            Processed = lines.Count,
            Rows = lines.Count,
            Values = lines.Count,
            Position = log.Count > 0 ? string.Join('|', AuditPlace.Of(log[^1]).Texts) : work.Position ?? "",
            IsLast = isLast,
        };
    }

    private async Task<List<OrganisationExportLine>> DataAsync(Guid tenantId, string language, CancellationToken cancellation)
    {
        var tenant = (await tenants.FindAsync(tenantId, cancellation))!;
        var lines = new List<OrganisationExportLine>
        {
            new() { Kind = OrganisationExportKind.Organisation, Organisation = new(tenant, await organisations.FindAsync(tenant, cancellation), await tenants.RightsAsync(tenantId, cancellation), language) },
        };
        var users = await accounts.ListAsync(new(tenantId, null, null, null), after: null, int.MaxValue, cancellation);
        lines.AddRange(users.Select(user => new OrganisationExportLine { Kind = OrganisationExportKind.User, User = OrganisationUser.Of(user) }));
        lines.AddRange((await requests.AllAsync(tenantId, cancellation)).Select(request => new OrganisationExportLine { Kind = OrganisationExportKind.ChangeRequest, ChangeRequest = request.ToRequest() }));
        return lines;
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
internal sealed partial class OrganisationExportJson : JsonSerializerContext;
