using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json;
using ImageSearch.Embeddings;
using ImageSearch.Evaluation;
using ImageSearch.Training;
using ImageSearch.Training.Commands;
using Microsoft.ML.OnnxRuntime;

const int WrongUsage = 2;
const int CannotRead = 3;
const int Cancelled = 130;

RootCommand root = new("Trains the dual encoders of ImageSearch, and exports them to ONNX.")
{
    TrainCommand.Create(),
    ResumeCommand.Create(),
    ExportCommand.Create(),
    VocabularyCommand.Create(),
};

// The step in hand is finished first, however long it takes; the runtime's own time limit would cut it off.
using CancellationTokenSource stop = new();
void Stop(PosixSignalContext context)
{
    context.Cancel = !stop.IsCancellationRequested;   // A second signal ends the process.
    stop.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
InvocationConfiguration configuration = new()
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = null,
};
try
{
    ParseResult parsed = root.Parse(args);
    int code = await parsed.InvokeAsync(configuration, stop.Token);
    return parsed.Errors.Count > 0 ? WrongUsage : code;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled. The last checkpoint stays; go on with: imagesearch-train resume FOLDER");
    return Cancelled;
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return WrongUsage;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException
    or CaptionSetException or ModelException or OnnxRuntimeException or TrainingException)
{
    Console.Error.WriteLine(e.Message);
    return CannotRead;
}
