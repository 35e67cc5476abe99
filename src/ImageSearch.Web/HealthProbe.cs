namespace ImageSearch.Web;

/// <summary>Asks a running frontend whether it is alive, for the health checks of containers.</summary>
internal static class HealthProbe
{
    /// <summary>Asks the frontend that listens on <paramref name="url"/>, from the same machine.</summary>
    /// <param name="url">As in <see cref="WebOptions.Url"/>.</param>
    /// <param name="cancellationToken">Gives the question up.</param>
    /// <returns>True when it answers that it is.</returns>
    public static async Task<bool> AskAsync(string url, CancellationToken cancellationToken = default)
    {
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(3) };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri(Local(url), "healthz"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (
            e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    // Who listens on every address is asked on this machine's own.
    private static Uri Local(string url)
    {
        BindingAddress address = BindingAddress.Parse(url);
        string host = address.Host is "0.0.0.0" or "[::]" or "*" or "+" ? "127.0.0.1" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port).Uri;
    }
}
