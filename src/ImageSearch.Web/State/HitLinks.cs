using ImageSearch.Client;

namespace ImageSearch.Web.State;

/// <summary>The pictures that more than one model found, and where each has them.</summary>
public sealed class HitLinks
{
    private readonly Dictionary<long, HitLink> _links;

    /// <summary>Compares the columns of an answer.</summary>
    /// <param name="columns">One answer a model.</param>
    public HitLinks(IReadOnlyList<ModelResult> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _links = columns.SelectMany(column => column.Hits.Select(hit => (hit.Id, column.Model, hit.Rank)))
            .GroupBy(place => place.Id)
            .Where(places => places.Count() > 1)
            .OrderBy(places => places.Min(place => place.Rank))
            .Select((places, i) => new HitLink(
                places.Key, i + 1, [.. places.Select(place => new HitPlace(place.Model, place.Rank))]))
            .ToDictionary(link => link.Id);
    }

    /// <summary>Number of pictures that more than one model found.</summary>
    public int Count => _links.Count;

    /// <summary>Where several models have a picture; null when only one found it.</summary>
    /// <param name="id">The picture.</param>
    public HitLink? Find(long id) => _links.GetValueOrDefault(id);
}

/// <summary>A picture that several models found.</summary>
/// <param name="Id">The picture.</param>
/// <param name="Number">Names the link on the page, from 1, the best place first.</param>
/// <param name="Places">Where it is, in the order of the columns.</param>
public sealed record HitLink(long Id, int Number, IReadOnlyList<HitPlace> Places)
{
    /// <summary>How the other models rank it, seen from one of them.</summary>
    /// <param name="model">The model to see it from.</param>
    public IEnumerable<RankDifference> SeenFrom(string model)
    {
        int rank = Places.First(place => place.Model == model).Rank;
        return Places.Where(place => place.Model != model)
            .Select(place => new RankDifference(place.Model, rank - place.Rank));
    }
}

/// <summary>A picture's place in a column.</summary>
/// <param name="Model">The column.</param>
/// <param name="Rank">From 1.</param>
public sealed record HitPlace(string Model, int Rank);

/// <summary>How another model ranks a picture.</summary>
/// <param name="Model">The other model.</param>
/// <param name="Places">Places that it is higher there; negative when it is lower.</param>
public sealed record RankDifference(string Model, int Places)
{
    /// <summary>For eyes: <c>▲2 in vit</c>.</summary>
    public string Sign => Places switch
    {
        0 => $"= in {Model}",
        > 0 => $"▲{Places} in {Model}",
        _ => $"▼{-Places} in {Model}",
    };

    /// <summary>For ears: <c>2 places higher in vit</c>.</summary>
    public string Words => Places switch
    {
        0 => $"same place in {Model}",
        1 => $"1 place higher in {Model}",
        -1 => $"1 place lower in {Model}",
        > 1 => $"{Places} places higher in {Model}",
        _ => $"{-Places} places lower in {Model}",
    };
}
