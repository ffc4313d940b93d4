using System.Net;

namespace Aos.Sdk;

/// <summary>The handler at the end of the chain that opens connections.</summary>
internal static class SharedHandler
{
    private static readonly Lazy<SocketsHttpHandler> Shared = new(Create);

    /// <summary>One for all clients outside dependency injection, so that they share connections.</summary>
    public static HttpMessageHandler Instance => Shared.Value;

    public static SocketsHttpHandler Create() => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        AllowAutoRedirect = false,
        UseCookies = false,
    };
}
