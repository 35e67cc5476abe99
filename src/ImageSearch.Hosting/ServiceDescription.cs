using Microsoft.Extensions.Logging;

namespace ImageSearch.Hosting;

/// <summary>What a service says of itself.</summary>
/// <param name="Name">Its name in traces and metrics, unless <c>OTEL_SERVICE_NAME</c> gives another.</param>
/// <param name="LogLevel">The least severe level that is logged.</param>
/// <param name="ContentSecurityPolicy">The header of every answer that brings none of its own.</param>
public sealed record ServiceDescription(string Name, LogLevel LogLevel, string ContentSecurityPolicy)
{
    /// <summary>Activity sources whose spans are exported, beside those of ASP.NET Core and HttpClient.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Meters whose figures are shown, beside those of ASP.NET Core and the runtime.</summary>
    public IReadOnlyList<string> Meters { get; init; } = [];

    /// <summary>Paths whose requests are logged at Debug only, because machines ask for them all the time.</summary>
    public IReadOnlyList<string> QuietPaths { get; init; } = ["/healthz", "/readyz", "/metrics"];
}
