using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ImageSearch.Hosting.Configuration;

namespace ImageSearch.Cli.Configuration;

/// <summary>One option as the generated documents show it.</summary>
/// <param name="Variable">The environment variable.</param>
/// <param name="Value">What it may be, for example a range.</param>
/// <param name="Default">The value without it; empty when there is none.</param>
/// <param name="Meaning">The documentation comment of the option, as Markdown.</param>
internal sealed partial record DescribedOption(string Variable, string Value, string Default, string Meaning)
{
    /// <summary>The options of a section, in its order.</summary>
    /// <exception cref="FileNotFoundException">A documentation file is not beside the program.</exception>
    public static IEnumerable<DescribedOption> Read(SettingsSection section)
    {
        Dictionary<string, string> comments = ReadComments(section.Type.Assembly);
        object defaults = Activator.CreateInstance(section.Type)!;
        return section.Keys.Select(key => new DescribedOption(
            section.Variable(key), DescribeValue(key), DescribeDefault(key, defaults),
            comments.GetValueOrDefault($"P:{section.Type.FullName}.{key.Name}", "")));
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

    // A range of a long holds doubles, and a custom format writes 15 digits of those: whole numbers are written as
    // such.
    private static string DescribeNumber(object bound) => bound is double number && number != Math.Truncate(number)
        ? number.ToString("#,0.##########", CultureInfo.InvariantCulture)
        : Convert.ToInt64(bound, CultureInfo.InvariantCulture).ToString("#,0", CultureInfo.InvariantCulture);

    private static string DescribeDefault(PropertyInfo key, object defaults)
    {
        string? value = Convert.ToString(key.GetValue(defaults), CultureInfo.InvariantCulture);
        value = key.PropertyType == typeof(bool) ? value?.ToLowerInvariant() : value;
        return value?
            .Replace(Path.GetDirectoryName(UserFolder.Data)!, "<data folder>", StringComparison.Ordinal)
            .Replace(UserFolder.Cache, "<cache folder>", StringComparison.Ordinal) ?? "";
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
        // The name of the variable has a place of its own.
        IEnumerable<string> parts = summary.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" } code when code.Value.StartsWith(SettingsSection.Prefix) => "",
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement reference => $"`{LastName((string?)reference.FirstAttribute ?? reference.Value)}`",
            _ => "",
        });
        return Whitespace().Replace(string.Concat(parts), " ").Trim()
            .Replace(". ; ", "; ", StringComparison.Ordinal)
            .Replace(". , ", ", ", StringComparison.Ordinal)
            .Replace(". .", ".", StringComparison.Ordinal);
    }

    private static string LastName(string reference) => reference[(reference.LastIndexOf('.') + 1)..];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
