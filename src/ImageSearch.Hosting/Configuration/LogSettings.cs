using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Hosting.Configuration;

/// <summary>What is logged. Section <c>IMAGESEARCH__LOG</c>.</summary>
public sealed class LogSettings
{
    /// <summary>The least severe level that is written: Trace, Debug, Information, Warning, Error, Critical or None.
    /// <c>IMAGESEARCH__LOG__LEVEL</c>; default Information for the services (<c>api</c>, <c>web</c>, <c>serve</c>),
    /// Warning for every other command. Queries and people's paths appear at Trace only.</summary>
    [EnumDataType(typeof(LogLevel))]
    public LogLevel? Level { get; set; }
}
