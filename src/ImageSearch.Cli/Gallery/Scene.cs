namespace ImageSearch.Cli.Gallery;

internal enum TimeOfDay { Day, Sunset, Night }

internal enum Weather { Clear, Clouds, Rain, Snow }

internal enum Position { Left, Middle, Right }

internal enum SizeClass { Small, Medium, Large }

/// <summary>Things of one kind in a scene.</summary>
internal sealed record Subject(
    Kind Kind, NamedColour? Colour, int Count, Position Position, SizeClass Size, Figure Figure);

/// <summary>
/// What a picture shows; the drawing and the captions follow from it alone. Its seed decides what captions do not tell:
/// shades, props, directions, and the captions' wording.
/// </summary>
internal sealed record Scene(
    int Index, int Seed, Subject First, Subject? Second, Setting Setting, TimeOfDay Time, Weather Weather);
