namespace ImageSearch.Hosting;

/// <summary>Asks a service whether it is alive, for the health checks of containers.</summary>
public static class HealthProbe
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Asks the service that listens on an address.</summary>
    /// <param name="listening">What it listens on, as its settings say.</param>
    /// <param name="cancellationToken">Gives the question up.</param>
    /// <returns>Null when it is alive, else why not.</returns>
    public static Task<string?> FindProblemAsync(string listening, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(listening);
        return FindProblemAsync(
            new Uri(ServiceAddress.FromThisMachine(listening.Split(';')[0]), "healthz"), cancellationToken);
    }

    /// <summary>Asks one address.</summary>
    /// <param name="address">It answers a GET with success when all is well.</param>
    /// <param name="cancellationToken">Gives the question up.</param>
    /// <returns>Null when all is well, else why not; the body of a refusal where there is one.</returns>
    public static async Task<string?> FindProblemAsync(Uri address, CancellationToken cancellationToken = default)
    {
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout };
        try
        {
            using HttpResponseMessage response = await http.GetAsync(address, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? null
                : $"{address} answered {(int)response.StatusCode}: "
                    + await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            return $"{address} is not reached: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{address} did not answer within {Timeout.TotalSeconds:0} seconds.";
        }
    }
}
