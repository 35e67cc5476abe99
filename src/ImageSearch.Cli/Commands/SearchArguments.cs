using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ImageSearch.Indexing;

namespace ImageSearch.Cli.Commands;

/// <summary>The command line of <c>imagesearch search</c>.</summary>
internal sealed class SearchArguments
{
    /// <summary>The words.</summary>
    public Argument<string?> Words { get; } = new("words")
    {
        Description = "What the picture shows, in quotes.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary><c>--image FILE</c>.</summary>
    public Option<string?> Image { get; } = new("--image")
    {
        HelpName = "FILE",
        Description = "Find pictures that look like this one.",
    };

    /// <summary><c>--queries FILE</c>.</summary>
    public Option<string?> Queries { get; } = new("--queries")
    {
        HelpName = "FILE",
        Description = "Answer every line of a text file ('-' reads stdin), with one start of the models.",
    };

    /// <summary><c>--not "words"</c>.</summary>
    public Option<string?> Not { get; } = new("--not")
    {
        HelpName = "words",
        Description = "What the picture should not show.",
    };

    /// <summary><c>-t N</c>.</summary>
    public Option<int> Top { get; } = new("--top", "-t")
    {
        HelpName = "N",
        Description = "Number of hits for each model, 1 to 1,000.",
        DefaultValueFactory = _ => 10,
    };

    /// <summary><c>--model NAME</c>.</summary>
    public Option<string[]> Models { get; } =
        SharedOptions.Models("Model to search with; may be repeated. Default: all that the library was indexed with.");

    /// <summary><c>--library DIR</c>.</summary>
    public Option<string?> Library { get; } = SharedOptions.Library();

    /// <summary><c>--path GLOB</c>.</summary>
    public Option<string?> Path { get; } = new("--path")
    {
        HelpName = "GLOB",
        Description = "Only pictures whose path matches: * is any text, ? one character. Example: 'holiday/*.jpg'.",
    };

    /// <summary><c>--after DATE</c>.</summary>
    public Option<DateTimeOffset?> After { get; } = new("--after")
    {
        HelpName = "DATE",
        Description = "Only pictures changed on or after this day (2024-05-31) or time (2024-05-31T18:00).",
        CustomParser = ParseDate,
    };

    /// <summary><c>--before DATE</c>.</summary>
    public Option<DateTimeOffset?> Before { get; } = new("--before")
    {
        HelpName = "DATE",
        Description = "Only pictures changed before this day or time.",
        CustomParser = ParseDate,
    };

    /// <summary><c>--min-size N</c>.</summary>
    public Option<long?> MinSize { get; } = new("--min-size")
    {
        HelpName = "N",
        Description = "Only files of at least N bytes; 500K, 2M and 1G also work (1K = 1,024).",
        CustomParser = ParseSize,
    };

    /// <summary><c>--max-size N</c>.</summary>
    public Option<long?> MaxSize { get; } = new("--max-size")
    {
        HelpName = "N",
        Description = "Only files of at most N bytes.",
        CustomParser = ParseSize,
    };

    /// <summary><c>--cursor C</c>.</summary>
    public Option<string?> Cursor { get; } = new("--cursor")
    {
        HelpName = "C",
        Description = "Go on after an earlier page; --json gives each model's cursor as 'next'.",
    };

    /// <summary><c>--fail-on-empty</c>.</summary>
    public Option<bool> FailOnEmpty { get; } = new("--fail-on-empty")
    {
        Description = "Exit with 1 when a query finds nothing.",
    };

    /// <summary><c>--json</c>.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on stdout; with --queries one line a query.",
    };

    /// <summary><c>--csv</c>.</summary>
    public Option<bool> Csv { get; } = new("--csv")
    {
        Description = "Print comma-separated values on stdout: query, model, rank, path, similarity.",
    };

    /// <summary>Adds all of them to <paramref name="command"/>, with the check that they go together.</summary>
    public void AddTo(Command command)
    {
        command.Add(Words);
        Option[] options =
        [
            Image, Queries, Not, Top, Models, Library, Path, After, Before, MinSize, MaxSize, Cursor, FailOnEmpty,
            Json, Csv,
        ];
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.Validators.Add(Check);
    }

    /// <summary>The filter that the options describe; null when there is none.</summary>
    public ItemFilter? Filter(ParseResult parsed)
    {
        ItemFilter filter = new()
        {
            Path = parsed.GetValue(Path),
            ModifiedFrom = parsed.GetValue(After),
            ModifiedTo = parsed.GetValue(Before)?.AddTicks(-1), // the filter includes its end, "before" does not
            SizeFrom = parsed.GetValue(MinSize),
            SizeTo = parsed.GetValue(MaxSize),
        };
        return filter.IsEmpty ? null : filter;
    }

    private void Check(CommandResult result)
    {
        Option[] single = [Not, Path, After, Before, MinSize, MaxSize, Cursor];
        bool hasWords = result.GetResult(Words)?.Tokens.Count > 0;
        bool hasImage = Given(result, Image);
        bool hasQueries = Given(result, Queries);
        if ((hasWords ? 1 : 0) + (hasImage ? 1 : 0) + (hasQueries ? 1 : 0) != 1)
        {
            result.AddError("Give one of: words in quotes, --image FILE, or --queries FILE.");
        }
        else if (hasWords && string.IsNullOrWhiteSpace(result.GetResult(Words)!.Tokens[0].Value))
        {
            result.AddError("The words are blank. Say what the picture shows.");
        }
        else if (result.GetResult(Not) is { Tokens: [{ Value: string not }] } && string.IsNullOrWhiteSpace(not))
        {
            result.AddError("The words after --not are blank. Say what the picture should not show.");
        }
        else if (Given(result, Json) && Given(result, Csv))
        {
            result.AddError("--json and --csv exclude each other.");
        }
        else if (result.GetResult(Top)?.Tokens is [{ Value: string top }]
            && int.TryParse(top, CultureInfo.InvariantCulture, out int n) && n is < 1 or > 1_000)
        {
            result.AddError($"-t must be 1 to 1,000, not {n}.");
        }
        else if (hasQueries && single.FirstOrDefault(option => Given(result, option)) is { } option)
        {
            result.AddError($"{option.Name} does not go with --queries.");
        }
    }

    private static bool Given(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private static DateTimeOffset? ParseDate(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset date))
        {
            return date;
        }

        result.AddError($"'{text}' is not a date. Write it as 2024-05-31 or 2024-05-31T18:00.");
        return null;
    }

    private static long? ParseSize(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        int shift = text.ToUpperInvariant() switch
        {
            [.., 'K'] => 10,
            [.., 'M'] => 20,
            [.., 'G'] => 30,
            _ => 0,
        };
        string digits = shift > 0 ? text[..^1] : text;
        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long n)
            && n <= long.MaxValue >> shift)
        {
            return n << shift;
        }

        result.AddError($"'{text}' is not a size. Write a number of bytes, or 500K, 2M, 1G.");
        return null;
    }
}
