using ImageSearch.Api;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Hosting.Configuration;
using ImageSearch.Indexing;
using ImageSearch.Web;

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
        new SettingsSection<ApiOptions>(
            "API", "The backend: `imagesearch api` and `imagesearch serve`.", new ApiOptionsValidator()),
        new SettingsSection<WebOptions>(
            "WEB", "The frontend: `imagesearch web` and `imagesearch serve`.", new WebOptionsValidator()),
        new SettingsSection<LogSettings>(
            "LOG",
            "What is logged. Commands log to stderr, services write one JSON object a line to stdout.",
            new LogSettingsValidator()),
    ];

    private readonly SettingsValues _values;

    private Settings(SettingsValues values) => _values = values;

    /// <summary>Section LIBRARY.</summary>
    public LibraryOptions Library => _values.Get<LibraryOptions>();

    /// <summary>Section MODELS.</summary>
    public ModelCatalogOptions Models => _values.Get<ModelCatalogOptions>();

    /// <summary>Section ONNX.</summary>
    public OnnxOptions Onnx => _values.Get<OnnxOptions>();

    /// <summary>Section DECODING.</summary>
    public DecodeLimits Decoding => _values.Get<DecodeLimits>();

    /// <summary>Section INDEX.</summary>
    public IndexOptions Index => _values.Get<IndexOptions>();

    /// <summary>Section LOG.</summary>
    public LogSettings Log => _values.Get<LogSettings>();

    /// <summary>Section API.</summary>
    public ApiOptions Api => _values.Get<ApiOptions>();

    /// <summary>Section WEB.</summary>
    public WebOptions Web => _values.Get<WebOptions>();

    /// <summary>Reads <c>.env</c> in the current directory, then the environment, which wins.</summary>
    /// <exception cref="SettingsException">A variable is unknown or invalid.</exception>
    public static Settings Load() => new(new SettingsReader(Sections).Read());

    /// <summary>Reads the options from <paramref name="variables"/>; those of other programs are passed over.</summary>
    /// <exception cref="SettingsException">A variable is unknown or invalid.</exception>
    public static Settings Load(IEnumerable<KeyValuePair<string, string>> variables) =>
        new(new SettingsReader(Sections).Read(variables));
}
