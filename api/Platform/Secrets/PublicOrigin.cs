using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Aos.Api.Platform.Secrets;

/// <summary>
/// The address under which callers know this API, from the setting <c>Origin</c>. Links, problem types and the OAuth
/// issuer are made from it and never from the Host header, which a caller can forge.
/// </summary>
public sealed class PublicOrigin
{
    private readonly Lazy<string> _origin;

    /// <summary>Takes the setting.</summary>
    /// <param name="configured">Scheme, host and port, such as <c>https://api.example.com</c>.</param>
    /// <exception cref="InvalidOperationException">The setting is missing or no plain origin.</exception>
    public PublicOrigin(string? configured)
    {
        if (!Uri.TryCreate(configured, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0)
            throw new InvalidOperationException($"Setting Origin must be the public address of this API, such as https://api.example.com; it is '{configured}'.");
        _origin = new(uri.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>Takes the address that the server is bound to; for development, where no setting names one.</summary>
    /// <param name="server">The running server.</param>
    public PublicOrigin(IServer server) =>
        _origin = new(() => server.Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    /// <summary>Scheme, host and port without a slash at the end.</summary>
    public override string ToString() => _origin.Value;

    /// <summary>An absolute address.</summary>
    /// <param name="path">Path that starts with a slash.</param>
    public string Absolute(string path) => _origin.Value + path;
}
