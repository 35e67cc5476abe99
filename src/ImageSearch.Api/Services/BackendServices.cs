using ImageSearch.Api.Endpoints;
using ImageSearch.Client;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Api.Services;

/// <summary>Registers what the endpoints share.</summary>
internal static class BackendServices
{
    /// <summary>Registers the library, the models, the decoder, and what each resource adds.</summary>
    public static IServiceCollection AddBackend(this IServiceCollection services, BackendSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Api);
        services.AddSingleton(_ => Library.Open(settings.Library.Path, settings.Library));
        services.AddSingleton(_ => new ModelCatalog(settings.Models));
        services.AddSingleton(_ => new ImageDecoder(settings.Decoding));
        services.AddSingleton<Readiness>();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ContractJson.Default);
            options.SerializerOptions.DefaultIgnoreCondition =
                System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull;
            options.SerializerOptions.MaxDepth = 16;
        });
        SearchEndpoints.Add(services, settings);
        LegacyEndpoints.Add(services, settings);
        ModelEndpoints.Add(services, settings);
        LibraryEndpoints.Add(services, settings);
        ItemEndpoints.Add(services, settings);
        PictureEndpoints.Add(services, settings);
        IndexJobEndpoints.Add(services, settings);
        return services;
    }
}
