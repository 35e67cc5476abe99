namespace ImageSearch.Cli;

/// <summary>How a command ended. The exit code is chosen from it in one place, <see cref="Tool.ExitCode"/>.</summary>
internal enum Outcome
{
    /// <summary>All was done.</summary>
    Done,

    /// <summary>Done, but some items were skipped or are damaged; the command has listed them.</summary>
    SomeSkipped,

    /// <summary>Nothing was found, and the user asked for a failure then.</summary>
    NothingFound,
}
