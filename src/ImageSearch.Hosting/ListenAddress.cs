using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace ImageSearch.Hosting;

/// <summary>Reads the addresses that a service listens on, separated by semicolons.</summary>
public static class ListenAddress
{
    /// <summary>Checks the addresses.</summary>
    /// <param name="urls">For example <c>http://127.0.0.1:8000</c>.</param>
    /// <returns>What is wrong, and what to do; null when all is well.</returns>
    public static string? FindProblem(string urls)
    {
        ArgumentNullException.ThrowIfNull(urls);
        foreach (string url in Split(urls))
        {
            if (!TryParse(url, out BindingAddress? address) || address.PathBase.Length > 0 || !IsHost(address.Host))
            {
                return $"'{url}' is no address to listen on. Give one such as http://127.0.0.1:8000.";
            }

            if (address.Scheme != Uri.UriSchemeHttp)
            {
                return $"'{url}' begins with {address.Scheme}. The service speaks http; put a proxy before it for TLS.";
            }
        }

        return Split(urls).Length == 0 ? "No address is given. Give one such as http://127.0.0.1:8000." : null;
    }

    /// <summary>Whether only this machine reaches the addresses.</summary>
    /// <param name="urls">Addresses without a problem.</param>
    public static bool IsLoopbackOnly(string urls)
    {
        ArgumentNullException.ThrowIfNull(urls);
        return Split(urls).All(url => TryParse(url, out BindingAddress? address) && IsLoopback(address.Host));
    }

    /// <summary>Whether <paramref name="host"/> is a name of this machine.</summary>
    internal static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip));

    // What is no port is left in the host.
    private static bool IsHost(string host) =>
        host.Length > 0 && (host[0] == '[' || !host.Contains(':', StringComparison.Ordinal));

    private static string[] Split(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool TryParse(string url, [NotNullWhen(true)] out BindingAddress? address)
    {
        try
        {
            address = BindingAddress.Parse(url);
            return true;
        }
        catch (FormatException)
        {
            address = null;
            return false;
        }
    }
}
