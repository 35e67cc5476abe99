using System.Net;
using System.Net.Sockets;
using ImageSearch.Hosting;
using Microsoft.AspNetCore.Http;

namespace ImageSearch.Cli.Services;

/// <summary>Another port for the demo, which should not fail because something else runs.</summary>
internal static class FreePort
{
    /// <summary>The address itself, or one with a port that the system chooses where its port is taken; said then.
    /// </summary>
    public static string Choose(Tool tool, string url, string setting)
    {
        ServiceAddress.Check(url, setting);
        Uri address = ServiceAddress.FromThisMachine(url);
        if (address.Port == 0 || IsFree(address))
        {
            return url;
        }

        tool.Terminal.Note($"Port {address.Port} is taken by another program; the demo takes a free one.");
        BindingAddress binding = BindingAddress.Parse(url);

        // Kestrel chooses a port for an address, not for a name.
        string host = binding.Host == "localhost" ? "127.0.0.1" : binding.Host;
        return $"{binding.Scheme}://{host}:0";
    }

    private static bool IsFree(Uri address)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            IPAddress host = IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip) ? ip : IPAddress.Loopback;
            socket.Bind(new IPEndPoint(host, address.Port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
