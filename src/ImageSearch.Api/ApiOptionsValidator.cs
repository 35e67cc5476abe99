using ImageSearch.Api.Security;
using ImageSearch.Hosting;
using Microsoft.Extensions.Options;

namespace ImageSearch.Api;

/// <summary>Checks <see cref="ApiOptions"/>: its attributes, addresses, key hashes and origins.</summary>
public sealed class ApiOptionsValidator : IValidateOptions<ApiOptions>
{
    private readonly ApiOptionsAttributes _attributes = new();

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ValidateOptionsResultBuilder result = new();
        result.AddResult(_attributes.Validate(name, options));
        Add(nameof(ApiOptions.Url), ListenAddress.FindProblem(options.Url ?? ""));
        Add(nameof(ApiOptions.KeyHashes), KeyHashes.FindProblem(options.KeyHashes));
        Add(nameof(ApiOptions.KeyHashesFile), KeyHashes.FindProblemOfFile(options.KeyHashesFile));
        Add(nameof(ApiOptions.CorsOrigins), Origins.FindProblem(options.CorsOrigins));
        if (options.CorsCredentials && Origins.Parse(options.CorsOrigins).Contains(Origins.All))
        {
            Add(nameof(ApiOptions.CorsCredentials),
                "true does not go with CorsOrigins *: every page could act for the user. Name the origins.");
        }

        return result.Build();

        void Add(string property, string? problem)
        {
            if (problem is not null)
            {
                // In the form of the attributes' messages, so that the settings can name the variable.
                result.AddError($"{property}: {nameof(ApiOptions)}.{property}: {problem}");
            }
        }
    }
}

/// <summary>Checks <see cref="ApiOptions"/> against its attributes.</summary>
[OptionsValidator]
internal sealed partial class ApiOptionsAttributes : IValidateOptions<ApiOptions>;
