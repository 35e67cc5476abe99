namespace ImageSearch.Sources;

/// <summary>One name in a folder, as the file system lists it.</summary>
internal readonly record struct FolderEntry(
    string Path, string Name, bool IsFolder, bool IsLink, bool IsHidden, long Size, DateTimeOffset ModifiedAt);
