using System.Globalization;
using Aos.Api.Platform.Identity.Clients;

namespace Aos.Api.OAuth.Authorize;

/// <summary>Which redirect URIs a client may use, and the addresses of answers.</summary>
internal sealed class RedirectUris(IConfiguration configuration)
{
    private static readonly string[] Loopbacks = ["http://127.0.0.1", "http://[::1]"];

    /// <summary>True for a registered URI, byte for byte; the port of a native client's loopback address is free.</summary>
    public bool Permits(ClientFacts client, string uri) =>
        Of(client, client.RedirectUris, "RedirectUris").Any(registered => registered == uri || (client.Kind == "native" && IsSameLoopback(registered, uri)));

    /// <summary>True for a registered URI after log-out, byte for byte.</summary>
    public bool PermitsAfterLogOut(ClientFacts client, string uri) => Of(client, client.PostLogoutRedirectUris, "PostLogoutRedirectUris").Contains(uri, StringComparer.Ordinal);

    /// <summary>An address with further parameters.</summary>
    public static string With(string uri, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var address = new System.Text.StringBuilder(uri);
        var divider = uri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var (name, value) in parameters)
        {
            if (value is null)
                continue;
            address.Append(divider).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            divider = '&';
        }

        return address.ToString();
    }

    /// <summary>Where the pages of this installation's own clients stand depends on the installation.</summary>
    private IEnumerable<string> Of(ClientFacts client, string[] registered, string setting) =>
        client.FirstParty ? registered.Concat(configuration.GetSection($"OAuth:FirstParty:{client.Id}:{setting}").Get<string[]>() ?? []) : registered;

    private static bool IsSameLoopback(string registered, string uri) =>
        Loopbacks.Any(host => WithoutPort(registered, host) is { } rest && rest == WithoutPort(uri, host));

    /// <summary>What stands behind host and port; null for another host or no port number.</summary>
    private static string? WithoutPort(string uri, string host)
    {
        if (!uri.StartsWith(host, StringComparison.Ordinal))
            return null;
        var rest = uri[host.Length..];
        if (!rest.StartsWith(':'))
            return rest;
        var end = rest.AsSpan(1).IndexOfAnyExceptInRange('0', '9') + 1;
        var digits = end > 0 ? rest[1..end] : rest[1..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue ? rest[(digits.Length + 1)..] : null;
    }
}
