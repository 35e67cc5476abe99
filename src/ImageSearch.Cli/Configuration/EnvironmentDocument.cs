using System.Globalization;
using System.Text;
using ImageSearch.Hosting.Configuration;

namespace ImageSearch.Cli.Configuration;

/// <summary>Writes <c>.env.example</c>: every variable with its meaning and default, commented out.</summary>
internal static class EnvironmentDocument
{
    private const int Width = 110;

    private const string Introduction =
        """
        # Settings of ImageSearch: copy this file to .env, and remove the # before the lines that you change.
        # Each value shown is the default; one in <> depends on the user. docs/configuration.md is the same as a page.
        # Generated: imagesearch docs environment > .env.example

        # ---- Containers: read by compose.yaml only. There the paths and addresses below are set by the images. ----

        # Folder of your pictures; the backend sees it as /pictures and cannot write to it.
        #PICTURES_DIR=./pictures

        # Address and port of this machine where the page is reached; 0.0.0.0:8501 is every network.
        #WEB_LISTEN=127.0.0.1:8501

        # ---- Telemetry: traces are sent where this is set. Metrics are at /metrics of each service. ----

        # Address of an OpenTelemetry collector.
        #OTEL_EXPORTER_OTLP_ENDPOINT=

        """;

    /// <summary>Writes the file.</summary>
    /// <exception cref="FileNotFoundException">A documentation file is not beside the program.</exception>
    public static string Create()
    {
        StringBuilder file = new(Introduction);
        foreach (SettingsSection section in Settings.Sections)
        {
            string summary = section.Summary.Replace("`", "", StringComparison.Ordinal);
            file.Append(CultureInfo.InvariantCulture, $"\n# ---- {section.Name}: {summary} ----\n");
            foreach (DescribedOption option in DescribedOption.Read(section))
            {
                file.Append('\n');
                foreach (string line in Wrap(option.Meaning.Replace("`", "", StringComparison.Ordinal)))
                {
                    file.Append(CultureInfo.InvariantCulture, $"# {line}\n");
                }

                file.Append(CultureInfo.InvariantCulture, $"#{option.Variable}={option.Default}\n");
            }
        }

        return file.ToString();
    }

    private static IEnumerable<string> Wrap(string text)
    {
        StringBuilder line = new();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
