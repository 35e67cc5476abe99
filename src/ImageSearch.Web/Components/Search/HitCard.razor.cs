using ImageSearch.Client;
using ImageSearch.Web.State;
using Microsoft.AspNetCore.Components;

namespace ImageSearch.Web.Components.Search;

/// <summary>One picture of a column.</summary>
public sealed partial class HitCard
{
    private string? _problem;

    /// <summary>The picture.</summary>
    [Parameter, EditorRequired]
    public Hit Hit { get; set; } = null!;

    /// <summary>The column's model.</summary>
    [Parameter, EditorRequired]
    public string Model { get; set; } = "";

    /// <summary>What the address says.</summary>
    [Parameter, EditorRequired]
    public SearchState State { get; set; } = new();

    /// <summary>Where other models have it; null when none has.</summary>
    [Parameter]
    public HitLink? Link { get; set; }

    /// <summary>The highest score of all columns.</summary>
    [Parameter, EditorRequired]
    public double BestScore { get; set; }

    /// <summary>True for the one card that Tab reaches; the arrows reach the others.</summary>
    [Parameter]
    public bool IsFirst { get; set; }

    [Inject]
    private ImageSearchClient Client { get; set; } = null!;

    private string Address => (State with { View = Hit.Id, In = Model }).ToQuery();

    private string Similar => (State.Search with { Similar = Hit.Id, Picture = null, Query = null }).ToQuery();

    private double Share => BestScore > 0 ? Hit.Similarity / BestScore : 0;

    // What the thumbnail will have, so that the page does not jump when it comes.
    private (int Width, int Height) Box
    {
        get
        {
            double scale = Math.Min(1, 256.0 / Math.Max(1, Math.Max(Hit.Width, Hit.Height)));
            return (Math.Max(1, (int)Math.Round(Hit.Width * scale)), Math.Max(1, (int)Math.Round(Hit.Height * scale)));
        }
    }

    private async Task ExplainAsync()
    {
        try
        {
            _problem = await Client.FindPictureProblemAsync(Hit.Id)
                ?? "The picture could not be shown. Load the page again.";
        }
        catch (ImageSearchException e)
        {
            _problem = e.Message;
        }
    }
}
