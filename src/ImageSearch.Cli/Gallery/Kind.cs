using SkiaSharp;

namespace ImageSearch.Cli.Gallery;

/// <summary>Where a thing stands in a picture.</summary>
internal enum Stand { Ground, Back, Table, Water, Sky }

/// <summary>A person that is drawn.</summary>
internal enum Figure { Man, Woman, Boy, Girl }

/// <summary>One kind of thing, or of people who do something, that a scene can show.</summary>
/// <param name="Names">What it is called, the usual name first; for people what they do.</param>
/// <param name="Stand">Where it stands.</param>
/// <param name="Size">Side of its box in pixels when of medium size.</param>
/// <param name="Draw">Draws it in a box of 100 by 100 units, ground at y = 100.</param>
internal sealed record Kind(string[] Names, Stand Stand, float Size, Action<Pen> Draw)
{
    public string Name => Names[0];

    /// <summary>The settings, by name, where it can be.</summary>
    public required IReadOnlyList<string> Places { get; init; }

    /// <summary>The colours it comes in, by name; empty when it has its own, which captions do not name.</summary>
    public IReadOnlyList<string> Colours { get; init; } = [];

    /// <summary>Its own colour, where <see cref="Colours"/> is empty.</summary>
    public SKColor Own { get; init; } = Inks.Steel;

    /// <summary>Whether captions tell its colour; a plant's colour is that of its pot, and is not told.</summary>
    public bool NamesColour { get; init; } = true;

    /// <summary>What it does in the picture: "a dog standing in the snow". Null when that would sound odd.</summary>
    public string? Verb { get; init; }

    /// <summary>Whether the names say what people do ("reading a book").</summary>
    public bool IsPeople { get; init; }

    public int MaximumCount { get; init; } = 4;
}
