using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aos.Api.Platform.Http;

/// <summary>What the server takes from a connection. Times and the number of connections may be set in section <c>Server</c>.</summary>
internal static class ServerLimits
{
    public static void Set(KestrelServerOptions server, IConfiguration configuration)
    {
        var settings = configuration.GetSection("Server");
        server.AddServerHeader = false;
        var limits = server.Limits;
        limits.MaxRequestBodySize = 1024 * 1024;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestHeaderCount = 100;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxConcurrentConnections = Number(settings, "MaxConnections", 5_000, 1);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(Number(settings, "HeadersSeconds", 10, 1));
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(Number(settings, "KeepAliveSeconds", 60, 1));
        // The server looks once a second, and so wants more than that.
        var patience = TimeSpan.FromSeconds(Number(settings, "SlowSeconds", 5, 2));
        limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: patience);
        limits.MinResponseDataRate = new(bytesPerSecond: 240, gracePeriod: patience);
    }

    private static int Number(IConfigurationSection settings, string name, int otherwise, int least) =>
        settings[name] is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number
        : throw new InvalidOperationException($"Setting Server:{name} must be a whole number from {least}; it is '{text}'.");
}
