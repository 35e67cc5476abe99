using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace ImageSearch.Web;

/// <summary>Whose <c>X-Forwarded-*</c> headers count.</summary>
internal static class TrustedProxies
{
    /// <summary>The parts of <see cref="WebOptions.TrustedProxies"/>.</summary>
    public static string[] Split(string proxies) =>
        proxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Believes proxies on this machine, and those of <paramref name="proxies"/>.</summary>
    public static ForwardedHeadersOptions Read(string proxies)
    {
        // Not the prefix: the page's addresses begin at the root of its host.
        ForwardedHeadersOptions options = new()
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedHost
                | ForwardedHeaders.XForwardedProto,
        };
        foreach (string proxy in Split(proxies))
        {
            if (IPAddress.TryParse(proxy, out IPAddress? address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }

        return options;
    }
}
