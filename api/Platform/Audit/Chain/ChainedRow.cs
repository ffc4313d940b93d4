using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Aos.Api.Platform.Audit.Chain;

/// <summary>A row of the audit as the chain sees it.</summary>
internal sealed record ChainedRow
{
    /// <summary>The columns that this record is read from.</summary>
    public const string Columns =
        "a.id, a.occurred_at, a.tenant_id, a.actor_kind, a.actor_id, a.client_id, a.action, a.object_kind, a.object_id, a.result, a.request_id, a.details_hash";

    /// <summary>What stands before the first row of a tenant.</summary>
    public static readonly byte[] Beginning = new byte[SHA256.HashSizeInBytes];

    public required Guid Id { get; init; }
    public required DateTime OccurredAt { get; init; }
    public required Guid TenantId { get; init; }
    public required string ActorKind { get; init; }
    public required string ActorId { get; init; }
    public string? ClientId { get; init; }
    public required string Action { get; init; }
    public required string ObjectKind { get; init; }
    public required string ObjectId { get; init; }
    public required string Result { get; init; }
    public string? RequestId { get; init; }
    public required byte[] DetailsHash { get; init; }

    /// <summary>
    /// SHA-256 over the hash before, the number and every column, each with its length, so that no value can pass for two.
    /// Columns are never added to it or taken from it: the chain would no longer verify.
    /// </summary>
    public byte[] Hash(byte[] previous, long sequence)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Append(hash, sequence);
        hash.AppendData(Id.ToByteArray(bigEndian: true));
        Append(hash, (OccurredAt - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        hash.AppendData(TenantId.ToByteArray(bigEndian: true));
        foreach (var text in (ReadOnlySpan<string?>)[ActorKind, ActorId, ClientId, Action, ObjectKind, ObjectId, Result, RequestId])
            Append(hash, text);
        hash.AppendData(DetailsHash);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? null : Encoding.UTF8.GetBytes(text);
        Append(hash, bytes?.Length ?? -1L);
        hash.AppendData(bytes ?? []);
    }
}
