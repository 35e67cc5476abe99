namespace ImageSearch.Embeddings;

/// <summary>A model is missing, damaged, or cannot run here. The message says which file and what to do.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="model">Name or folder of the model.</param>
    /// <param name="message">What happened, to which file, and what to do.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public ModelException(string model, string message, Exception? innerException = null)
        : base(message, innerException) => Model = model;

    /// <summary>Name or folder of the model.</summary>
    public string Model { get; }
}
