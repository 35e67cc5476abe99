using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Cli.Configuration;

/// <summary>What is logged; logs go to stderr.</summary>
internal sealed class LogSettings
{
    /// <summary>The least severe level that is written: Trace, Debug, Information, Warning, Error, Critical or None.
    /// Queries and people's paths appear at Trace only. Default: Warning.</summary>
    [EnumDataType(typeof(LogLevel))]
    public LogLevel Level { get; set; } = LogLevel.Warning;
}
