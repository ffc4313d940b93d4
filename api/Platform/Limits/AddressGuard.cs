using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Limits;

/// <summary>Counts failed authentications per source address, so that guessing is stopped before it reaches the database.</summary>
public sealed class AddressGuard(IOptions<LimitOptions> options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<IPAddress> _failures = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new()
        {
            PermitLimit = options.Value.FailuresPerMinute,
            Window = Window,
            QueueLimit = 0,
        }));

    /// <summary>Seconds that an address has to wait; null while it may go on.</summary>
    public int? SecondsToWait(HttpContext context) => Take(context, 0);

    /// <summary>Counts a failure; seconds to wait if the address has used up its failures.</summary>
    public int? CountFailure(HttpContext context) => Take(context, 1);

    /// <inheritdoc />
    public void Dispose() => _failures.Dispose();

    private int? Take(HttpContext context, int permits)
    {
        using var lease = _failures.AttemptAcquire(AddressOf(context), permits);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Ceiling(wait.TotalSeconds) : (int)Window.TotalSeconds;
    }

    /// <summary>The address that a limit without a client counts for; an IPv6 network of 64 bits counts as one address.</summary>
    public static IPAddress AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
            return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new(bytes);
    }
}
