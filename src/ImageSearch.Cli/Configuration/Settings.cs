using System.Collections;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using Microsoft.Extensions.Configuration;

namespace ImageSearch.Cli.Configuration;

/// <summary>All options, as the environment and <c>.env</c> give them, checked.</summary>
internal sealed class Settings
{
    /// <summary>Every section, in the order of the documentation.</summary>
    public static IReadOnlyList<SettingsSection> Sections { get; } =
    [
        new SettingsSection<LibraryOptions>("LIBRARY", "Where the library is.", new LibraryOptionsValidator()),
        new SettingsSection<ModelCatalogOptions>("MODELS", "Where models are."),
        new SettingsSection<OnnxOptions>("ONNX", "How models are run.", new OnnxOptionsValidator()),
        new SettingsSection<DecodeLimits>("DECODING", "Which pictures are too large.", new DecodeLimitsValidator()),
        new SettingsSection<IndexOptions>("INDEX", "How pictures are indexed.", new IndexOptionsValidator()),
        new SettingsSection<LogSettings>("LOG", "What is logged; logs go to stderr.", new LogSettingsValidator()),
    ];

    private readonly Dictionary<Type, object> _options = [];

    private Settings()
    {
    }

    /// <summary>Section LIBRARY.</summary>
    public LibraryOptions Library => Get<LibraryOptions>();

    /// <summary>Section MODELS.</summary>
    public ModelCatalogOptions Models => Get<ModelCatalogOptions>();

    /// <summary>Section ONNX.</summary>
    public OnnxOptions Onnx => Get<OnnxOptions>();

    /// <summary>Section DECODING.</summary>
    public DecodeLimits Decoding => Get<DecodeLimits>();

    /// <summary>Section INDEX.</summary>
    public IndexOptions Index => Get<IndexOptions>();

    /// <summary>Section LOG.</summary>
    public LogSettings Log => Get<LogSettings>();

    /// <summary>Reads <c>.env</c> in the current directory, then the environment, which wins.</summary>
    /// <exception cref="UsageException">A variable is unknown or invalid.</exception>
    public static Settings Load()
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

        return Load(variables);
    }

    /// <summary>Reads the options from <paramref name="variables"/>; those of other programs are passed over.</summary>
    /// <exception cref="UsageException">A variable is unknown or invalid.</exception>
    public static Settings Load(IEnumerable<KeyValuePair<string, string>> variables)
    {
        HashSet<string> known = Sections
            .SelectMany(section => section.Keys.Select(section.Variable))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string?> ours = [];
        foreach ((string name, string value) in variables)
        {
            if (name.StartsWith(SettingsSection.Prefix, StringComparison.OrdinalIgnoreCase))
            {
                ours[NameSetting(name, known)] = value;
            }
        }

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(ours).Build();
        Settings settings = new();
        foreach (SettingsSection section in Sections)
        {
            settings._options[section.Type] = section.Read(configuration);
        }

        return settings;
    }

    private static string NameSetting(string variable, HashSet<string> known) =>
        known.Contains(variable)
            ? variable[SettingsSection.Prefix.Length..].Replace("__", ":", StringComparison.Ordinal)
            : throw new UsageException(
                $"The environment variable '{variable}' is not known. Remove it, or correct its name; known are:\n  "
                + string.Join("\n  ", known));

    private T Get<T>() => (T)_options[typeof(T)];
}
