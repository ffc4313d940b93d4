using System.ComponentModel;
using System.Diagnostics;

namespace Aos.Sdk;

/// <summary>The browser of this machine.</summary>
public static class SystemBrowser
{
    /// <summary>Opens an address.</summary>
    /// <param name="address">An <c>http</c> or <c>https</c> address; nothing else is opened, because the system might run it.</param>
    /// <param name="cancellationToken">Not used: opening takes no time.</param>
    /// <exception cref="AosSignInException">There is no browser (<c>sdk.no-browser</c>); sign in with another device instead.</exception>
    public static Task OpenAsync(Uri address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
            throw new ArgumentException("Only http and https addresses are opened.", nameof(address));
        try
        {
            Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true })?.Dispose();
            return Task.CompletedTask;
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            throw new AosSignInException("No browser could be opened on this machine; sign in with another device (StartDeviceSignInAsync).", "sdk.no-browser", fault);
        }
    }
}
