using Microsoft.Extensions.Options;

namespace ImageSearch.Hosting.Configuration;

/// <summary>Checks <see cref="LogSettings"/> against its attributes.</summary>
[OptionsValidator]
public sealed partial class LogSettingsValidator : IValidateOptions<LogSettings>;
