using ImageSearch.Web.State;
using MudBlazor.Services;

namespace ImageSearch.Web;

/// <summary>Registers what the pages need beside the backend's client.</summary>
internal static class WebPages
{
    /// <summary>Adds the components' services.</summary>
    public static void AddWebPages(this IServiceCollection services)
    {
        services.AddMudServices();
        services.AddSingleton(TimeProvider.System);
        services.AddScoped<PageScript>();
    }
}
