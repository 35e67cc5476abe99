using ImageSearch.Hosting.Configuration;

namespace ImageSearch.Web;

/// <summary>The settings of the frontend where it runs alone.</summary>
public static class FrontendSettings
{
    /// <summary>Sections WEB and LOG. Those of the backend and the tool, which may stand in the same <c>.env</c>, are
    /// passed over.</summary>
    public static SettingsReader Reader { get; } = new(
        [
            new SettingsSection<WebOptions>(
                "WEB", "How the frontend serves, and where its backend is.", new WebOptionsValidator()),
            new SettingsSection<LogSettings>("LOG", "What is logged.", new LogSettingsValidator()),
        ],
        ["LIBRARY", "MODELS", "ONNX", "DECODING", "INDEX", "API"]);
}
