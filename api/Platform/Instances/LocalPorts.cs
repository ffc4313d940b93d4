using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aos.Api.Platform.Commands;

namespace Aos.Api.Platform.Instances;

/// <summary>Ports of this machine for the API, and for its management beside it.</summary>
internal static class LocalPorts
{
    private const int Last = 65_535;

    /// <summary>This port, or, if that is permitted, the next free one.</summary>
    /// <exception cref="CommandException">It is busy, or all are.</exception>
    public static int Choose(int port, bool mayMove)
    {
        if (!mayMove && !IsFree(port))
            throw new CommandException($"The port {port} is busy: choose another one, or none to get the next free one.");
        return NextFree(port) ?? throw new CommandException("No port is free.");
    }

    /// <summary>The settings for an API on this port.</summary>
    public static string[] Settings(int port) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"--Urls=http://localhost:{port}"),
        string.Create(CultureInfo.InvariantCulture, $"--Management:Address=http://127.0.0.1:{NextFree(port + 1) ?? 0}"),
    ];

    public static void RefuseNonPorts(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > Last))
            result.AddError($"A port is a number from 1 to {Last}, not '{text}'.");
    }

    private static int? NextFree(int port)
    {
        for (; port <= Last; port++)
            if (IsFree(port))
                return port;
        return null;
    }

    private static bool IsFree(int port) => IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port));

    private static bool IsFree(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException e)
        {
            // A machine without the address has nobody listening on it.
            return e.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
