using System.CommandLine;
using ImageSearch.Embeddings;
using ImageSearch.Evaluation;
using ImageSearch.Training.Commands;

const int CannotRead = 3;
const int Cancelled = 130;

RootCommand root = new("Trains the dual encoders of ImageSearch, and exports them to ONNX.")
{
    TrainCommand.Create(),
    ResumeCommand.Create(),
    ExportCommand.Create(),
    VocabularyCommand.Create(),
};
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled. The last checkpoint stays; go on with: imagesearch-train resume FOLDER");
    return Cancelled;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException
    or CaptionSetException or ModelException)
{
    Console.Error.WriteLine(e.Message);
    return CannotRead;
}
