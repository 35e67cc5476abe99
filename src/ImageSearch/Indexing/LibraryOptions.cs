using System.ComponentModel.DataAnnotations;

namespace ImageSearch.Indexing;

/// <summary>Where the library is, and how long it waits. Section <c>IMAGESEARCH__LIBRARY</c>.</summary>
public sealed class LibraryOptions
{
    /// <summary>The library's folder, used where a command names none. <c>IMAGESEARCH__LIBRARY__PATH</c>;
    /// default <c>imagesearch/library</c> in the user's data folder.</summary>
    [Required]
    public string Path { get; set; } = System.IO.Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "imagesearch",
        "library");

    /// <summary>Seconds to wait for another process that writes. <c>IMAGESEARCH__LIBRARY__BUSYSECONDS</c>;
    /// 1 to 3,600, default 30.</summary>
    [Range(1, 3600)]
    public int BusySeconds { get; set; } = 30;

    /// <summary>Most pages that the database may have: lets a test fill the disk without one. Null is no
    /// limit.</summary>
    internal long? MaximumPages { get; init; }
}
