using System.Net;

namespace Aos.Api.Platform.Identity.Access;

/// <summary>Addresses from which a client may call.</summary>
internal static class AddressRanges
{
    /// <summary>True if an address lies in one of the ranges, or there are none.</summary>
    public static bool Contain(IPNetwork[] ranges, IPAddress? address)
    {
        if (ranges.Length == 0)
            return true;
        if (address is null)
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var range in ranges)
            if (range.Contains(plain))
                return true;
        return false;
    }
}
