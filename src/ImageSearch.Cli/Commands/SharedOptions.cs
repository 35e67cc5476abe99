using System.CommandLine;

namespace ImageSearch.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    /// <summary><c>--library DIR</c>.</summary>
    public static Option<string?> Library() => new("--library")
    {
        HelpName = "DIR",
        Description = "Folder of the library. Default: IMAGESEARCH__LIBRARY__PATH, or a folder in your data folder.",
    };

    /// <summary><c>--model NAME</c>, which may be repeated.</summary>
    public static Option<string[]> Models(string description) => new("--model", "-m")
    {
        HelpName = "NAME",
        Description = description,
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json")
    {
        Description = "Print one JSON document on stdout, for programs.",
    };
}
