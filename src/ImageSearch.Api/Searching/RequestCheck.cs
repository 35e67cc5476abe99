using System.Globalization;
using ImageSearch.Api.Problems;
using ImageSearch.Client;

namespace ImageSearch.Api.Searching;

/// <summary>Checks what a client asks for, beyond the attributes of <see cref="SearchRequest"/>.</summary>
/// <param name="options">Says how long a text may be.</param>
/// <param name="choice">Says which models there are.</param>
internal sealed class RequestCheck(ApiOptions options, ModelChoice choice)
{
    /// <summary>Checks a request.</summary>
    /// <param name="request">What the client sent.</param>
    /// <param name="hasPicture">True when a picture is sent, so that neither words nor an item may be.</param>
    /// <param name="models">The models to ask.</param>
    /// <returns>What is wrong, by field; empty when all is well.</returns>
    public Dictionary<string, string[]> Check(
        SearchRequest request, bool hasPicture, out IReadOnlyList<string> models)
    {
        Dictionary<string, string[]> errors = Validation.Check(request);
        CheckSubject(request, hasPicture, errors);
        CheckText("not", request.Not, errors);
        CheckFilter(request.Filter ?? new SearchFilter(), errors);
        models = choice.Resolve(request.Models, out IReadOnlyList<string> unknown);
        foreach (string name in unknown)
        {
            string known = choice.FindDefault() is { Count: > 0 } all ? string.Join(", ", all) : "none";
            Add(errors, "models", $"There is no model '{Shorten(name)}'. The models that answer: {known}.");
        }

        if (request.Cursor is not null && models.Count != 1)
        {
            Add(errors, "cursor", "A cursor continues the ranking of one model: name that one in models.");
        }

        return errors;
    }

    private void CheckSubject(SearchRequest request, bool hasPicture, Dictionary<string, string[]> errors)
    {
        if (hasPicture)
        {
            if (request.Query is not null || request.SimilarTo is not null)
            {
                string field = request.Query is not null ? "query" : "similarTo";
                Add(errors, field, $"The picture is what is searched with: leave {field} out.");
            }
        }
        else if (request is { Query: not null, SimilarTo: not null })
        {
            Add(errors, "similarTo", "Search with words (query) or with a picture (similarTo), not with both.");
        }
        else if (request is { Query: null, SimilarTo: null })
        {
            Add(errors, "query", "Say what to look for: words (query), or a picture of the library (similarTo).");
        }
        else
        {
            CheckText("query", request.Query, errors);
        }
    }

    private void CheckText(string field, string? text, Dictionary<string, string[]> errors)
    {
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            Add(errors, field, $"{field} is blank. Say it in words, or leave the field out.");
        }
        else if (text?.Length > options.QueryLength)
        {
            Add(errors, field, string.Create(
                CultureInfo.InvariantCulture,
                $"{field} has {text.Length:N0} characters, and at most {options.QueryLength:N0} are read."));
        }
    }

    private static void CheckFilter(SearchFilter filter, Dictionary<string, string[]> errors)
    {
        if (filter.ModifiedFrom > filter.ModifiedTo)
        {
            Add(errors, "filter.modifiedTo", "filter.modifiedTo is earlier than filter.modifiedFrom.");
        }

        if (filter.SizeFrom > filter.SizeTo)
        {
            Add(errors, "filter.sizeTo", "filter.sizeTo is less than filter.sizeFrom.");
        }

        if (filter.Path is not null && string.IsNullOrWhiteSpace(filter.Path))
        {
            Add(errors, "filter.path", "filter.path is blank. Give a pattern, or leave the field out.");
        }
    }

    private static void Add(Dictionary<string, string[]> errors, string field, string error) =>
        errors[field] = [.. errors.GetValueOrDefault(field, []), error];

    private static string Shorten(string? name) => name?.Length > 100 ? name[..100] + "…" : name ?? "null";
}
