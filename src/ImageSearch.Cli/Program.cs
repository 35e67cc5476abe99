using System.CommandLine;
using ImageSearch.Cli;
using ImageSearch.Cli.Commands;
using ImageSearch.Cli.Output;

Terminal terminal = new();
using Interruption interruption = new(terminal);
using Tool tool = new(terminal, TimeProvider.System);

ParseResult parsed = CommandTree.Create(tool).Parse(args, CommandTree.ParserSettings);
if (parsed.Errors.Count > 0)
{
    return (int)Failure.WrongUsage(terminal, parsed);
}

try
{
    InvocationConfiguration settings = new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
        Output = terminal.Out,
        Error = terminal.ErrorWriter,
    };
    int parserCode = await parsed.InvokeAsync(settings, interruption.Token);
    return parserCode != 0 ? parserCode : (int)tool.ExitCode;
}
catch (Exception e) when (Failure.Classify(e, interruption.Token) is { } code)
{
    // Anything else is a defect of the program: its stack trace is what a bug report needs.
    Failure.Print(terminal, e, code);
    return (int)code;
}
