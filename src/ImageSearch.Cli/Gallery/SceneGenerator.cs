namespace ImageSearch.Cli.Gallery;

/// <summary>Makes up scenes; the same seed and index always give the same scene.</summary>
internal sealed class SceneGenerator(int seed)
{
    /// <summary>Makes the scene with a given number.</summary>
    public Scene Next(int index)
    {
        Random random = new(Mix(seed, index));
        Kind kind = Pick(random, Kinds.All);
        Setting setting = Setting.Find(Pick(random, kind.Places));
        TimeOfDay time = random.Next(10) switch { < 5 => TimeOfDay.Day, < 7 => TimeOfDay.Sunset, _ => TimeOfDay.Night };
        Weather weather = PickWeather(random, setting, time);
        Kind? other = random.Next(4) == 0 ? PickOther(random, kind, setting) : null;
        Position position = (Position)random.Next(3);
        if (other is not null && position == Position.Middle)
        {
            position = Position.Left;
        }

        Subject first = PickSubject(random, kind, setting, time, position, other is not null);
        Subject? second = other is null
            ? null
            : PickSubject(random, other, setting, time, position == Position.Left ? Position.Right : Position.Left,
                true);
        return new Scene(index, random.Next(), first, second, setting, time, weather);
    }

    private static Subject PickSubject(
        Random random, Kind kind, Setting setting, TimeOfDay time, Position position, bool isOneOfTwo)
    {
        int count = random.Next(100) switch { < 60 => 1, < 80 => 2, < 92 => 3, _ => 4 };
        count = Math.Min(count, isOneOfTwo ? Math.Min(2, kind.MaximumCount) : kind.MaximumCount);

        // Black things at night and white ones in the snow could not be seen.
        string? unseen = time == TimeOfDay.Night ? "black" : setting.Name == "snow" ? "white" : null;
        string[] colours = [.. kind.Colours.Where(c => c != unseen)];
        string[] usable = colours.Length > 0 ? colours : [.. kind.Colours];
        NamedColour? colour = usable.Length == 0 ? null : NamedColour.Find(Pick(random, usable));
        SizeClass size = random.Next(10) switch { < 2 => SizeClass.Small, < 7 => SizeClass.Medium,
            _ => SizeClass.Large };
        return new Subject(kind, colour, count, position, size, (Figure)random.Next(4));
    }

    private static Kind? PickOther(Random random, Kind kind, Setting setting)
    {
        Kind[] others = [.. Kinds.All.Where(k => k != kind && k.Places.Contains(setting.Name))];
        return others.Length == 0 ? null : Pick(random, others);
    }

    private static Weather PickWeather(Random random, Setting setting, TimeOfDay time)
    {
        int roll = random.Next(10);
        if (setting.IsIndoor || roll < 4)
        {
            return Weather.Clear;
        }

        bool canSnow = setting.Name is "snow" or "mountains" or "forest" or "street" or "park" or "field";
        return (roll, time) switch
        {
            (_, TimeOfDay.Sunset) => roll < 7 ? Weather.Clear : Weather.Clouds,
            ( < 6, _) => Weather.Clouds,
            ( < 8, _) when setting.Name is not ("snow" or "desert") => Weather.Rain,
            ( >= 8, _) when canSnow => Weather.Snow,
            _ => Weather.Clear,
        };
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Scatters seed and index over all integers (SplitMix64, Steele et al. 2014).</summary>
    private static int Mix(int seed, int index)
    {
        ulong z = ((ulong)(uint)seed << 32) | (uint)index;
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) & 0x7FFFFFFF);
    }
}
