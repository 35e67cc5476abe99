using ImageSearch.Hosting.Configuration;
using Microsoft.AspNetCore.Http;

namespace ImageSearch.Hosting;

/// <summary>Addresses that services listen on.</summary>
public static class ServiceAddress
{
    /// <summary>Checks an address before anything is started.</summary>
    /// <param name="url">As in the settings, for example <c>http://0.0.0.0:8000</c>; several with a semicolon.</param>
    /// <param name="setting">The variable or option that it comes from, for the message.</param>
    /// <exception cref="SettingsException">It is none that a service can listen on.</exception>
    public static void Check(string url, string setting)
    {
        if (ListenAddress.FindProblem(url) is { } problem)
        {
            throw new SettingsException($"{setting}: {problem}");
        }
    }

    /// <summary>The address under which this machine itself reaches a service.</summary>
    /// <param name="url">What the service listens on; a wildcard is every network.</param>
    public static Uri FromThisMachine(string url)
    {
        BindingAddress address = BindingAddress.Parse(url);
        string host = address.Host switch
        {
            "*" or "+" or "0.0.0.0" => "127.0.0.1",
            "[::]" => "[::1]",
            _ => address.Host,
        };
        return new UriBuilder(Uri.UriSchemeHttp, host, address.Port).Uri;
    }
}
