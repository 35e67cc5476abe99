namespace ImageSearch.Cli;

/// <summary>What the tool tells the program that started it.</summary>
internal enum ExitCode
{
    /// <summary>All was done.</summary>
    Done = 0,

    /// <summary>Done, but items were skipped, or nothing was found and <c>--fail-on-empty</c> was given.</summary>
    Incomplete = 1,

    /// <summary>The command line or the configuration is wrong.</summary>
    WrongUsage = 2,

    /// <summary>A file, a library or a model could not be read or reached.</summary>
    Unreachable = 3,

    /// <summary>Cancelled with Ctrl+C.</summary>
    Cancelled = 130,
}
