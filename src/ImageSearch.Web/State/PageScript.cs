using Microsoft.JSInterop;

namespace ImageSearch.Web.State;

/// <summary>The page's own script in the browser. Calls after the browser has gone do nothing.</summary>
/// <param name="js">The browser.</param>
public sealed class PageScript(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Calls a function of the script.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="arguments">What it gets.</param>
    public async ValueTask RunAsync(string function, params object?[] arguments)
    {
        try
        {
            IJSObjectReference module = await LoadAsync();
            await module.InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // The browser has closed the page: nobody is left who would miss it.
        }
    }

    /// <summary>Calls a function of the script.</summary>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <param name="function">Its name.</param>
    /// <param name="arguments">What it gets.</param>
    /// <returns>The answer; the default when the browser has gone.</returns>
    public async ValueTask<T?> AskAsync<T>(string function, params object?[] arguments)
    {
        try
        {
            IJSObjectReference module = await LoadAsync();
            return await module.InvokeAsync<T?>(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            return default;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is null)
        {
            return;
        }

        try
        {
            IJSObjectReference module = await _module;
            await module.DisposeAsync();
        }
        catch (JSException)
        {
            // It was never loaded; the call that wanted it has said so.
        }
        catch (JSDisconnectedException)
        {
            // The browser has closed the page, and the script with it.
        }
    }

    private Task<IJSObjectReference> LoadAsync() =>
        _module ??= js.InvokeAsync<IJSObjectReference>("import", "./page.js").AsTask();
}
