namespace ImageSearch.Api.Serving;

/// <summary>The backend has no library to answer from yet. The message may be shown to clients.</summary>
internal sealed class NotReadyException(string message) : Exception(message);
