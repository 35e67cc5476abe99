namespace ImageSearch.Web.State;

/// <summary>Names the colours of the style sheet that tell models and linked pictures apart.</summary>
public static class Hues
{
    /// <summary>Colour of a column.</summary>
    /// <param name="column">From 0.</param>
    public static string Model(int column) => $"var(--model-{(column % SearchState.MaximumModels) + 1})";

    /// <summary>Colour of a picture that several models found.</summary>
    /// <param name="number">The link's number, from 1.</param>
    public static string Link(int number) => $"var(--link-{((number - 1) % 8) + 1})";
}
