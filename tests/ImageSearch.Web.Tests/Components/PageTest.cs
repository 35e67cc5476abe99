using AngleSharp.Dom;
using Bunit;
using ImageSearch.Web.Components.Pages;
using ImageSearch.Web.State;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace ImageSearch.Web.Tests.Components;

/// <summary>Renders pages against a made-up backend.</summary>
public abstract class PageTest : BunitContext, IAsyncLifetime
{
    private protected CannedBackend Backend { get; private set; } = null!;

    private protected CannedAnswers Answers => Backend.Answers;

    private protected ManualTime Clock { get; } = new();

    private protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    public async ValueTask InitializeAsync()
    {
        Backend = await CannedBackend.StartAsync();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddScoped<PageScript>();
        Services.AddScoped(_ => Backend.CreateClient());
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Backend.DisposeAsync();
    }

    private protected IRenderedComponent<SearchPage> Open(string address)
    {
        Navigation.NavigateTo(address);
        return Render<SearchPage>();
    }

    private protected static IElement Wait(IRenderedComponent<SearchPage> page, string testId) =>
        page.WaitForElement($"[data-testid={testId}]", TimeSpan.FromSeconds(20));

    private protected void WaitForAddress(IRenderedComponent<SearchPage> page, string end) => page.WaitForAssertion(
        () => Assert.EndsWith(end, Navigation.Uri, StringComparison.Ordinal), TimeSpan.FromSeconds(20));

    private protected static IReadOnlyList<IElement> Hits(IRenderedComponent<SearchPage> page, string model)
    {
        Wait(page, $"column-{model}");
        return page.FindAll($"[data-testid=hit][data-model={model}]");
    }
}
