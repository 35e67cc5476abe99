namespace ImageSearch.Training;

/// <summary>A run or an export cannot go on. The message says why and what to do.</summary>
internal sealed class TrainingException(string message) : Exception(message);

/// <summary>The command line asks for something that makes no sense.</summary>
internal sealed class UsageException(string message) : Exception(message);
