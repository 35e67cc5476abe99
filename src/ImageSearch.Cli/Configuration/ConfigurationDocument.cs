using System.Globalization;
using System.Text;
using ImageSearch.Hosting.Configuration;

namespace ImageSearch.Cli.Configuration;

/// <summary>Writes <c>docs/configuration.md</c> from the options classes and their documentation comments.</summary>
internal static class ConfigurationDocument
{
    private const string Introduction =
        """
        # Configuration

        Every option is an environment variable. It may also stand in a file `.env` in the current directory, one
        `KEY=VALUE` a line; the environment wins over the file, and the command line wins over both. An unknown or
        invalid `IMAGESEARCH__` variable stops the start with a message, so a misspelt one is never silently ignored.
        `.env.example` lists them all. The frontend where it runs alone reads WEB and LOG and passes over the other
        sections, so that backend and frontend can share one file.

        This page is generated from the options classes: `imagesearch docs configuration > docs/configuration.md`.

        """;

    /// <summary>Writes the page.</summary>
    /// <exception cref="FileNotFoundException">A documentation file is not beside the program.</exception>
    public static string Create()
    {
        StringBuilder page = new(Introduction);
        foreach (SettingsSection section in Settings.Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {section.Name}\n\n{section.Summary}\n\n");
            page.Append("| Variable | Value | Default | Meaning |\n|---|---|---|---|\n");
            foreach (DescribedOption option in DescribedOption.Read(section))
            {
                string meaning = option.Meaning.Replace("|", "\\|", StringComparison.Ordinal);
                string value = option.Default.Length > 0 ? $"`{option.Default}`" : "";
                page.Append(
                    CultureInfo.InvariantCulture, $"| `{option.Variable}` | {option.Value} | {value} | {meaning} |\n");
            }
        }

        return page.ToString();
    }
}
