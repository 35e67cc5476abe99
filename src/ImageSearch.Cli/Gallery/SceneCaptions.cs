namespace ImageSearch.Cli.Gallery;

/// <summary>Writes what a person would say about a scene.</summary>
internal static class SceneCaptions
{
    private const int Wanted = 5;

    /// <summary>Gives up to five different captions; each names the things and the setting.</summary>
    public static IReadOnlyList<string> Write(Scene scene)
    {
        Random random = new(scene.Seed);
        List<string> captions = [];
        int[] templates = [0, 1, 2, 3, 4, 5, 6];
        random.Shuffle(templates);
        for (int round = 0; round < 2; round++)
        {
            foreach (int template in templates)
            {
                string caption = Fill(template, scene, random);
                if (captions.Count < Wanted && !captions.Contains(caption))
                {
                    captions.Add(caption);
                }
            }
        }

        return captions;
    }

    private static string Fill(int template, Scene scene, Random random)
    {
        string what = Things(scene, random, withColour: template != 4);
        string where = Where(scene, random);
        string when = When(scene, random);
        bool isMany = scene.First.Count > 1;
        string side = scene.Second is null && scene.First.Count == 1
            ? scene.First.Position switch
            {
                Position.Left => " on the left",
                Position.Right => " on the right",
                _ => string.Empty,
            }
            : string.Empty;
        return template switch
        {
            0 => $"{what} {where}{when}",
            1 => $"{where}{when} there {(isMany ? "are" : "is")} {what}",
            2 => $"there {(isMany ? "are" : "is")} {what} {where}{when}",
            3 => $"{Does(scene, random)} {where}{when}",
            4 => $"{what} {where}",
            5 => $"{(random.Next(2) == 0 ? "a picture" : "a photo")} of {what} {where}{when}",
            _ => $"{what} {where}{when}{(side.Length > 0 ? "," + side : side)}",
        };
    }

    /// <summary>Tells what the things do, where that can be told: "a brown dog standing".</summary>
    private static string Does(Scene scene, Random random)
    {
        string first = Phrase(scene.First, random, withColour: true);
        string? verb = scene.First.Kind.Verb;
        return scene.Second is null
            ? verb is null ? first : $"{first} {verb}"
            : Joined(scene, first, Phrase(scene.Second, random, withColour: true), random);
    }

    private static string Things(Scene scene, Random random, bool withColour)
    {
        string first = Phrase(scene.First, random, withColour);
        return scene.Second is null ? first : Joined(scene, first, Phrase(scene.Second, random, withColour), random);
    }

    private static string Joined(Scene scene, string first, string second, Random random)
    {
        bool firstFlies = scene.First.Kind.Stand == Stand.Sky;
        bool secondFlies = scene.Second!.Kind.Stand == Stand.Sky;
        if (firstFlies != secondFlies && random.Next(2) == 0)
        {
            return firstFlies ? $"{first} above {second}" : $"{first} below {second}";
        }

        return random.Next(6) switch
        {
            0 or 1 => $"{first} and {second}",
            2 => $"{first} next to {second}",
            3 => $"{first} beside {second}",
            4 => $"{first} near {second}",
            _ => $"{first} to the {(scene.First.Position == Position.Left ? "left" : "right")} of {second}",
        };
    }

    private static string Phrase(Subject subject, Random random, bool withColour)
    {
        Kind kind = subject.Kind;
        string name = kind.Names[random.Next(3) == 0 ? random.Next(kind.Names.Length) : 0];
        string? colour = withColour && kind.NamesColour ? subject.Colour?.Name : null;
        if (kind.IsPeople)
        {
            return People(subject, name, colour, random);
        }

        string many = subject.Count == 2 && random.Next(6) == 0 && !name.Contains(" of ", StringComparison.Ordinal)
            ? "a couple of"
            : Wording.Number(subject.Count);
        string adjective = colour is null ? string.Empty : colour + " ";
        if (name.StartsWith("pair of", StringComparison.Ordinal) && colour is not null)
        {
            name = name.Replace("pair of ", $"pair of {colour} ", StringComparison.Ordinal);
            adjective = string.Empty;
        }

        return subject.Count == 1
            ? Wording.WithArticle(adjective + name)
            : $"{many} {adjective}{Wording.Plural(name)}";
    }

    private static string People(Subject subject, string activity, string? colour, Random random)
    {
        string[] nouns = subject.Figure switch
        {
            Figure.Man => ["man", "man", "person"],
            Figure.Woman => ["woman", "woman", "person"],
            Figure.Boy => ["boy", "boy", "child"],
            _ => ["girl", "girl", "child"],
        };
        string noun = nouns[random.Next(nouns.Length)];
        string[] forms = activity.Split('|');
        bool isOne = subject.Count == 1;
        string doing = isOne ? forms[0] : forms[^1];
        string wears = colour is null || random.Next(3) == 0
            ? string.Empty
            : isOne ? $" in {Wording.WithArticle(colour)} shirt" : $" in {colour} shirts";
        string who = isOne ? Wording.WithArticle(noun) : $"{Wording.Number(subject.Count)} {Wording.Plural(noun)}";
        return $"{who}{wears} {doing}";
    }

    private static string Where(Scene scene, Random random)
    {
        IReadOnlyList<string> phrases = scene.Setting.Phrases;
        string usual = phrases[0];
        bool flies = scene.First.Kind.Stand == Stand.Sky && (scene.Second is null or { Kind.Stand: Stand.Sky });
        if (flies && !scene.Setting.IsIndoor && random.Next(2) == 0)
        {
            return (random.Next(2) == 0 ? "over" : "above") + usual[usual.IndexOf(' ', StringComparison.Ordinal)..];
        }

        return random.Next(2) == 0 ? usual : phrases[random.Next(phrases.Count)];
    }

    /// <summary>Tells hour and weather, with a leading space; often nothing for an ordinary day.</summary>
    private static string When(Scene scene, Random random)
    {
        string[] choices = (scene.Time, scene.Weather) switch
        {
            (TimeOfDay.Sunset, _) => ["at sunset", "at sunset", "as the sun sets"],
            (TimeOfDay.Night, _) when scene.Setting.IsIndoor => ["at night", "at night", "in the evening"],
            (TimeOfDay.Night, Weather.Rain) => ["on a rainy night", "in the rain at night"],
            (TimeOfDay.Night, Weather.Snow) => ["on a snowy night", "at night while it is snowing"],
            (TimeOfDay.Night, Weather.Clouds) => ["at night", "on a cloudy night"],
            (TimeOfDay.Night, _) => ["at night", "at night", "under the stars"],
            (_, Weather.Rain) => ["in the rain", "on a rainy day", "while it is raining"],
            (_, Weather.Snow) => ["while it is snowing", "on a snowy day", "in falling snow"],
            (_, Weather.Clouds) => ["on a cloudy day", "under a cloudy sky", string.Empty],
            _ when scene.Setting.IsIndoor => [string.Empty, string.Empty, "during the day"],
            _ => ["on a sunny day", string.Empty, "during the day", "under a blue sky"],
        };
        string choice = choices[random.Next(choices.Length)];
        return choice.Length == 0 ? choice : " " + choice;
    }
}
