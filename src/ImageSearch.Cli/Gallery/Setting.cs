namespace ImageSearch.Cli.Gallery;

/// <summary>A place where a scene is set.</summary>
/// <param name="Name">The word by which kinds name it.</param>
/// <param name="Phrases">How captions say it, the usual phrase first.</param>
/// <param name="IsIndoor">Whether weather is only seen through a window, and not told.</param>
/// <param name="Draw">Draws it.</param>
internal sealed record Setting(string Name, IReadOnlyList<string> Phrases, bool IsIndoor, Action<Backdrop> Draw)
{
    public static readonly IReadOnlyList<Setting> All =
    [
        new("beach", ["on the beach", "at the beach", "on a sandy beach"], false, Outdoors.Beach),
        new("forest", ["in the forest", "in a forest", "in the woods"], false, Outdoors.Forest),
        new("street", ["on the street", "on a street", "on a city street"], false, Streets.Street),
        new("park", ["in the park", "in a park"], false, Outdoors.Park),
        new("snow", ["in the snow", "in a snowy landscape", "on the snow"], false, Outdoors.Snow),
        new("desert", ["in the desert", "in a desert"], false, Outdoors.Desert),
        new("mountains", ["in the mountains", "in front of mountains"], false, Outdoors.Mountains),
        new("field", ["in a field", "in the field", "on a farm"], false, Outdoors.Field),
        new("harbor", ["at the harbor", "in a harbor", "by the water"], false, Streets.Harbor),
        new("kitchen", ["in the kitchen", "in a kitchen"], true, Indoors.Kitchen),
        new("office", ["in the office", "in an office"], true, Indoors.Office),
        new("living room", ["in the living room", "in a living room"], true, Indoors.LivingRoom),
    ];

    public static Setting Find(string name) => All.First(s => s.Name == name);
}
