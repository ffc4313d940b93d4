using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Audit.Events;
using Aos.Api.Platform.Jobs;

namespace Aos.Api.Platform.Audit.Exports;

/// <summary>Writes audit events, oldest first, one a line.</summary>
internal sealed class AuditExportJob(AuditEventStore events, JsonSerializerOptions json) : JobKind
{
    /// <summary>Name of the kind.</summary>
    public const string KindName = "auditExport";

    private const int RowsPerPiece = 5_000;

    public override string Name => KindName;

    public override async Task<JobPiece> RunAsync(JobWork work, CancellationToken cancellation)
    {
        var input = JsonSerializer.Deserialize(work.Input, AuditExportJson.Default.AuditExportInput)!;
        var found = await events.ExportAsync(input.Filter, AuditPlace.Read(work.Position?.Split('|')), RowsPerPiece, cancellation);
        var isLast = found.Count < RowsPerPiece;
        return new()
        {
            Result = input.Form.Encode(Lines(found), isOnly: work.IsFirst && isLast),
            Processed = found.Count,
            Rows = found.Count,
            Values = found.Count,
            Position = found.Count > 0 ? string.Join('|', AuditPlace.Of(found[^1]).Texts) : work.Position,
            IsLast = isLast,
        };
    }

    private ReadOnlyMemory<byte> Lines(IReadOnlyList<AuditEvent> found)
    {
        var type = (JsonTypeInfo<AuditEvent>)json.GetTypeInfo(typeof(AuditEvent));
        var bytes = new ArrayBufferWriter<byte>(64 * 1024);
        using var writer = new Utf8JsonWriter(bytes, new() { Encoder = json.Encoder, SkipValidation = true });
        foreach (var item in found)
        {
            JsonSerializer.Serialize(writer, item, type);
            writer.Flush();
            bytes.Write("\n"u8);
            writer.Reset();
        }

        return bytes.WrittenMemory;
    }
}

/// <summary>What a job of this kind must know when a worker takes it.</summary>
/// <param name="Form">Form of the result.</param>
/// <param name="Filter">Which events.</param>
internal sealed record AuditExportInput(JobResultForm Form, AuditFilter Filter);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AuditExportInput))]
internal sealed partial class AuditExportJson : JsonSerializerContext;
