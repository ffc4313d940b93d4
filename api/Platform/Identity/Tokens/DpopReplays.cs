using System.Security.Cryptography;
using System.Text;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>
/// Proofs that this node has seen in the last two minutes, which is as long as a proof can be fresh. Two halves of two
/// minutes: when the younger one is over or full, it takes the place of the older one.
/// </summary>
internal sealed class DpopReplays(TimeProvider time)
{
    private const int Capacity = 250_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private HashSet<UInt128> _young = [];
    private HashSet<UInt128> _old = [];
    private DateTimeOffset _youngUntil;

    /// <summary>True the first time.</summary>
    public bool IsFirstUse(DpopProof proof)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{proof.Thumbprint}\n{proof.Id}"), hash);
        var key = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
        lock (_lock)
        {
            Turn(time.GetUtcNow());
            return !_old.Contains(key) && _young.Add(key);
        }
    }

    private void Turn(DateTimeOffset now)
    {
        if (now < _youngUntil && _young.Count < Capacity)
            return;
        (_old, _young) = (now < _youngUntil + Window ? _young : [], []);
        _youngUntil = now + Window;
    }
}
