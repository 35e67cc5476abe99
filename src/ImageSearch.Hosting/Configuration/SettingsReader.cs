using System.Collections;
using Microsoft.Extensions.Configuration;

namespace ImageSearch.Hosting.Configuration;

/// <summary>Reads the sections that a program knows from the environment and <c>.env</c>, and checks them.</summary>
/// <param name="sections">The sections of the program, in the order of the documentation.</param>
/// <param name="foreignSections">Names of sections that other programs of the product read from the same
/// <c>.env</c>: their variables are passed over. Default: none.</param>
public sealed class SettingsReader(
    IReadOnlyList<SettingsSection> sections, IReadOnlyList<string>? foreignSections = null)
{
    private readonly HashSet<string> _known = sections
        .SelectMany(section => section.Keys.Select(section.Variable))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sections of the program, in the order of the documentation.</summary>
    public IReadOnlyList<SettingsSection> Sections { get; } = sections;

    /// <summary>Names of the sections of other programs, which are passed over.</summary>
    public IReadOnlyList<string> ForeignSections { get; } = foreignSections ?? [];

    /// <summary>Reads <c>.env</c> in the current directory, then the environment, which wins.</summary>
    /// <returns>The options, one object a section.</returns>
    /// <exception cref="SettingsException">A variable is unknown or invalid.</exception>
    public SettingsValues Read()
    {
        Dictionary<string, string> variables = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in DotEnvFile.Read(Path.GetFullPath(DotEnvFile.FileName)))
        {
            variables[key] = value;
        }

        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return Read(variables);
    }

    /// <summary>Reads the options from <paramref name="variables"/>.</summary>
    /// <param name="variables">Names and values; a name without the product's prefix is passed over.</param>
    /// <returns>The options, one object a section.</returns>
    /// <exception cref="SettingsException">A variable is unknown or invalid.</exception>
    public SettingsValues Read(IEnumerable<KeyValuePair<string, string>> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        Dictionary<string, string?> ours = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in variables)
        {
            if (name.StartsWith(SettingsSection.Prefix, StringComparison.OrdinalIgnoreCase) && !IsForeign(name))
            {
                ours[NameSetting(name)] = value;
            }
        }

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(ours).Build();
        return new SettingsValues(Sections.ToDictionary(
            section => section.Type, section => section.Read(configuration)));
    }

    // Well-formed: IMAGESEARCH__SECTION__KEY. Which keys there are only the other program knows.
    private bool IsForeign(string variable) =>
        variable[SettingsSection.Prefix.Length..].Split("__") is [string section, { Length: > 0 }]
        && ForeignSections.Contains(section, StringComparer.OrdinalIgnoreCase);

    private string NameSetting(string variable) =>
        _known.Contains(variable)
            ? variable[SettingsSection.Prefix.Length..].Replace("__", ":", StringComparison.Ordinal)
            : throw new SettingsException(
                $"The environment variable '{variable}' is not known. Remove it, or correct its name; known are:\n  "
                + string.Join("\n  ", _known));
}
