using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using ImageSearch.Client;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace ImageSearch.Api.Services;

/// <summary>The OpenAPI document, and the page that shows it.</summary>
internal static class OpenApiDocumentation
{
    private const string DocumentPath = "/openapi/v1.json";
    private const string ProblemMediaType = "application/problem+json";
    private const string BearerScheme = "bearer";

    public static void AddDocumentation(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer(DescribeAsync);
            options.AddOperationTransformer(AddProblemsAsync);
            options.AddSchemaTransformer(LeaveNullsOutAsync);
        });

    public static void MapDocumentation(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").DisableRateLimiting();
        app.MapScalarApiReference("/scalar", (options, context) =>
        {
            string nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
            options.WithTitle("ImageSearch")
                .WithOpenApiRoutePattern(DocumentPath)
                .WithNonce(nonce)
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp()
                .HideDeveloperTools();
            // Its own files only: the page works without a network, and tells nobody that it was opened.
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
                + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
                + "form-action 'none'; frame-ancestors 'none'";
        }).DisableRateLimiting();
    }

    private static Task DescribeAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ImageSearch",
            Version = "1",
            Description = "Finds pictures by describing them, with several models side by side. Refusals are problem "
                + "details (RFC 9457); X-Request-Id names a request in the log.",
        };
        document.Components ??= new OpenApiComponents();
        // Endpoints declare the framework's type; what is sent is the contract's.
        document.Components.Schemas?.Remove(nameof(ProblemDetails));
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[BearerScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = BearerScheme,
            Description = "An API key, where the service asks for one; X-Api-Key takes it as well.",
        };
        // The empty one says that a key is not needed everywhere.
        document.Security =
        [
            new OpenApiSecurityRequirement(),
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme, document)] = [] },
        ];
        return Task.CompletedTask;
    }

    private static async Task AddProblemsAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        OpenApiSchema schema = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellationToken);
        context.Document!.AddComponent(nameof(Problem), schema);
        Dictionary<string, OpenApiMediaType> problem = new()
        {
            [ProblemMediaType] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(nameof(Problem), context.Document),
            },
        };
        operation.Responses ??= [];
        foreach (IOpenApiResponse response in operation.Responses.Values)
        {
            if (response is OpenApiResponse declared && declared.Content?.ContainsKey(ProblemMediaType) == true)
            {
                declared.Content = problem;
            }
        }

        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "The request is refused: 400 it cannot be read, 401 a key is needed, 404 unknown, 413 too "
                + "large, 422 a field is wrong, 429 too many requests, 503 not ready.",
            Content = problem,
        };
    }

    // Nothing is written for null, so that a client must not wait for it.
    private static Task LeaveNullsOutAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (JsonPropertyInfo property in context.JsonTypeInfo.Properties)
        {
            if (property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null)
            {
                schema.Required?.Remove(property.Name);
            }
        }

        return Task.CompletedTask;
    }
}
