namespace Aos.Sdk;

/// <summary>The handler at the end of the chain that opens connections.</summary>
internal static class SharedHandler
{
    private static readonly Lazy<SocketsHttpHandler> Shared = new(Create);

    /// <summary>One for all clients outside dependency injection, so that they share connections.</summary>
    public static HttpMessageHandler Instance => Shared.Value;

    // No decompression here: a file is counted and checked in the form in which it comes. Other answers are decompressed when they are read.
    public static SocketsHttpHandler Create() => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
        UseCookies = false,
    };
}
