namespace ImageSearch.Hosting.Configuration;

/// <summary>The options that a <see cref="SettingsReader"/> has read and checked.</summary>
public sealed class SettingsValues
{
    private readonly IReadOnlyDictionary<Type, object> _options;

    internal SettingsValues(IReadOnlyDictionary<Type, object> options) => _options = options;

    /// <summary>The options of one section.</summary>
    /// <typeparam name="TOptions">The section's options class.</typeparam>
    /// <returns>The same object at every call.</returns>
    /// <exception cref="KeyNotFoundException">The reader has no such section.</exception>
    public TOptions Get<TOptions>()
        where TOptions : class => (TOptions)_options[typeof(TOptions)];
}
