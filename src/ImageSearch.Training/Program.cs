using System.CommandLine;
using ImageSearch.Training.Commands;

RootCommand root = new("Trains the dual encoders of ImageSearch, and exports them to ONNX.")
{
    TrainCommand.Create(),
    ResumeCommand.Create(),
    ExportCommand.Create(),
    VocabularyCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
