namespace ImageSearch.Api.Serving;

/// <summary>A place that pictures come from, as the backend knows it.</summary>
/// <param name="Name">What clients call it.</param>
/// <param name="Root">Its address: an absolute path, or a URI. Never told to clients.</param>
/// <param name="IsIndexed">False when nothing of it was indexed yet.</param>
internal sealed record PictureSource(string Name, string Root, bool IsIndexed);
