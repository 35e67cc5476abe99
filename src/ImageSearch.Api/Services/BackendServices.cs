using System.Text.Json.Serialization;
using ImageSearch.Api.Endpoints;
using ImageSearch.Api.Security;
using ImageSearch.Api.Serving;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Api.Services;

/// <summary>Registers what the endpoints share.</summary>
internal static class BackendServices
{
    // The contract's deepest is a list in an object in an object.
    private const int JsonDepth = 16;

    /// <summary>Registers the library, the models, the decoder, and what each resource adds.</summary>
    public static IServiceCollection AddBackend(this IServiceCollection services, BackendSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Api);
        services.AddSingleton(_ => Library.Open(settings.Library.Path, settings.Library));
        services.AddSingleton(_ => new ModelCatalog(settings.Models));
        services.AddSingleton(_ => new ImageDecoder(settings.Decoding));
        services.AddSingleton(_ => PictureSources.From(settings.Api));
        services.AddSingleton<Readiness>();
        services.AddSecurity(settings.Api);
        services.AddDocumentation();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            // A number is a number, here and in the OpenAPI document; "3" is not.
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.MaxDepth = JsonDepth;
        });
        SearchEndpoints.Add(services, settings);
        LegacyEndpoints.Add(services, settings);
        ModelEndpoints.Add(services, settings);
        ItemEndpoints.Add(services, settings);
        PictureEndpoints.Add(services, settings);
        IndexJobEndpoints.Add(services, settings);
        return services;
    }
}
