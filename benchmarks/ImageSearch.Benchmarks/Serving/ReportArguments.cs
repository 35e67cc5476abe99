using System.Globalization;

namespace ImageSearch.Benchmarks.Serving;

/// <summary>The arguments of a report: pairs of a name and a value, each with a default.</summary>
internal sealed class ReportArguments
{
    private readonly Dictionary<string, string> _values;

    private ReportArguments(Dictionary<string, string> values) => _values = values;

    public string this[string name] => _values[name];

    /// <summary>Reads arguments; null, with the usage on stderr, when one is not known.</summary>
    public static ReportArguments? Parse(string report, string[] arguments, Dictionary<string, string> defaults)
    {
        Dictionary<string, string> values = new(defaults);
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !values.ContainsKey(arguments[i]))
            {
                Console.Error.WriteLine(
                    $"Usage: {report} {string.Join(' ', defaults.Select(d => $"[{d.Key} {d.Value}]"))}");
                return null;
            }

            values[arguments[i]] = arguments[i + 1];
        }

        return new ReportArguments(values);
    }

    public int Number(string name) => int.Parse(_values[name], CultureInfo.InvariantCulture);

    public double Real(string name) => double.Parse(_values[name], CultureInfo.InvariantCulture);

    public int[] Numbers(string name) =>
        [.. _values[name].Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
}
