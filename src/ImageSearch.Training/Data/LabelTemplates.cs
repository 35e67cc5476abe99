namespace ImageSearch.Training.Data;

/// <summary>Turns a label in plain English ("golden retriever", "riding a horse") into captions.</summary>
internal static class LabelTemplates
{
    /// <summary>Several captions that a person could have written, at least one.</summary>
    public static IReadOnlyList<string> Captions(string label)
    {
        string first = label.Split(' ')[0];
        // "living room" and "string bean" are things; "riding a horse" is an action.
        bool action = first.EndsWith("ing", StringComparison.Ordinal) && first.Length >= 6
            && first is not ("string" or "spring") && !label.EndsWith("room", StringComparison.Ordinal);
        if (action)
        {
            return [label, $"a person {label}", $"someone is {label}", $"a photo of people {label}"];
        }

        string article = "aeiou".Contains(char.ToLowerInvariant(label[0])) ? "an" : "a";
        bool plural = label.EndsWith('s') && !label.EndsWith("ss", StringComparison.Ordinal);
        string thing = plural ? label : $"{article} {label}";
        return [label, thing, $"a photo of {thing}", $"a picture showing {thing}", $"{thing} seen close"];
    }
}
