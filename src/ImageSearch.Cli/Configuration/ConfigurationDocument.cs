using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ImageSearch.Hosting.Configuration;

namespace ImageSearch.Cli.Configuration;

/// <summary>Writes <c>docs/configuration.md</c> from the options classes and their documentation comments.</summary>
internal static partial class ConfigurationDocument
{
    private const string Introduction =
        """
        # Configuration

        Every option is an environment variable. It may also stand in a file `.env` in the current directory, one
        `KEY=VALUE` a line; the environment wins over the file, and the command line wins over both. An unknown or
        invalid `IMAGESEARCH__` variable stops the start with a message, so a misspelt one is never silently ignored.

        This page is generated from the options classes: `imagesearch docs configuration > docs/configuration.md`.

        """;

    /// <summary>Writes the page.</summary>
    /// <exception cref="FileNotFoundException">A documentation file is not beside the program.</exception>
    public static string Create()
    {
        StringBuilder page = new(Introduction);
        foreach (SettingsSection section in Settings.Sections)
        {
            Dictionary<string, string> comments = ReadComments(section.Type.Assembly);
            object defaults = Activator.CreateInstance(section.Type)!;
            page.Append(CultureInfo.InvariantCulture, $"\n## {section.Name}\n\n{section.Summary}\n\n");
            page.Append("| Variable | Value | Default | Meaning |\n|---|---|---|---|\n");
            foreach (PropertyInfo key in section.Keys)
            {
                string comment = comments.GetValueOrDefault($"P:{section.Type.FullName}.{key.Name}", "");
                page.Append(CultureInfo.InvariantCulture, $"| `{section.Variable(key)}` | {DescribeValue(key)} ");
                page.Append(CultureInfo.InvariantCulture, $"| {DescribeDefault(key, defaults)} | {comment} |\n");
            }
        }

        return page.ToString();
    }

    private static string DescribeValue(PropertyInfo key)
    {
        Type plain = Nullable.GetUnderlyingType(key.PropertyType) ?? key.PropertyType;
        RangeAttribute? range = key.GetCustomAttribute<RangeAttribute>();
        return plain switch
        {
            { IsEnum: true } => string.Join(", ", Enum.GetNames(plain)),
            _ when range is not null => $"{DescribeNumber(range.Minimum)} to {DescribeNumber(range.Maximum)}",
            _ when plain == typeof(string) => "text",
            _ when plain == typeof(bool) => "true, false",
            _ when plain == typeof(TimeSpan) => "hh:mm:ss",
            _ => "number",
        };
    }

    // A range of a long holds doubles, and a custom format writes 15 digits of those: whole numbers are written as such.
    private static string DescribeNumber(object bound) => bound is double number && number != Math.Truncate(number)
        ? number.ToString("#,0.##########", CultureInfo.InvariantCulture)
        : Convert.ToInt64(bound, CultureInfo.InvariantCulture).ToString("#,0", CultureInfo.InvariantCulture);

    private static string DescribeDefault(PropertyInfo key, object defaults)
    {
        string? value = Convert.ToString(key.GetValue(defaults), CultureInfo.InvariantCulture);
        value = key.PropertyType == typeof(bool) ? value?.ToLowerInvariant() : value;
        value = value?
            .Replace(Path.GetDirectoryName(UserFolder.Data)!, "<data folder>", StringComparison.Ordinal)
            .Replace(UserFolder.Cache, "<cache folder>", StringComparison.Ordinal);
        return string.IsNullOrEmpty(value) ? "" : $"`{value}`";
    }

    private static Dictionary<string, string> ReadComments(Assembly assembly)
    {
        string path = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        return XDocument.Load(path).Descendants("member").ToDictionary(
            member => (string?)member.Attribute("name") ?? "",
            member => member.Element("summary") is { } summary ? ToMarkdown(summary) : "");
    }

    private static string ToMarkdown(XElement summary)
    {
        // The name of the variable has a column of its own.
        IEnumerable<string> parts = summary.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" } code when code.Value.StartsWith(SettingsSection.Prefix) => "",
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement reference => $"`{LastName((string?)reference.FirstAttribute ?? reference.Value)}`",
            _ => "",
        });
        string text = Whitespace().Replace(string.Concat(parts), " ").Trim();
        return text
            .Replace(". ; ", "; ", StringComparison.Ordinal)
            .Replace(". , ", ", ", StringComparison.Ordinal)
            .Replace(". .", ".", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string LastName(string reference) => reference[(reference.LastIndexOf('.') + 1)..];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
