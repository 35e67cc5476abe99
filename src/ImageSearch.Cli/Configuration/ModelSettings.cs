using System.ComponentModel.DataAnnotations;

namespace ImageSearch.Cli.Configuration;

/// <summary>Where models are.</summary>
internal sealed class ModelSettings
{
    /// <summary>Folder with more models, one folder each: imported ones and those you trained. The two shipped models
    /// are always found. Default: none.</summary>
    [MinLength(1)]
    public string? Path { get; set; }
}
