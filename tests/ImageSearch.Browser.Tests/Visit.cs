using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ImageSearch.Browser.Tests;

/// <summary>A person at a page: what they do, and what the browser saw meanwhile.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _addresses = [];
    private readonly ConcurrentQueue<string> _errors = [];
    private readonly ConcurrentQueue<string> _dialogs = [];

    private Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    public ILocator Query => Page.GetByTestId("query");

    public ILocator View => Page.GetByTestId("view");

    public ILocator Error => Page.GetByTestId("error");

    /// <summary>Everything that was asked for over the network.</summary>
    public IReadOnlyList<string> Addresses => [.. _addresses];

    public static async Task<Visit> OpenAsync(IBrowserContext context, string address)
    {
        IPage page = await context.NewPageAsync();
        Visit visit = new(context, page);
        page.SetDefaultTimeout(Site.PatienceMs);
        page.Request += (_, request) => visit._addresses.Enqueue(request.Url);
        page.WebSocket += (_, socket) => visit._addresses.Enqueue(socket.Url);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                visit._errors.Enqueue($"{message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => visit._errors.Enqueue(error);
        page.Dialog += (_, dialog) =>
        {
            visit._dialogs.Enqueue(dialog.Message);
            _ = dialog.DismissAsync();
        };
        await page.GotoAsync(address);
        return visit;
    }

    /// <summary>Waits until the page has heard from the backend: from then on it answers to everything.</summary>
    public async Task<Visit> ReadyAsync()
    {
        await Page.Locator("[data-testid=model-picker] input[data-model]").First.WaitForAsync();
        return this;
    }

    public ILocator Hits(string model) => Page.Locator($"[data-testid=hit][data-model='{model}']");

    public ILocator Hit(string model, int rank) =>
        Page.Locator($"[data-testid=hit][data-model='{model}'][data-rank='{rank}']");

    /// <summary>Types words, presses Enter, and waits for the results.</summary>
    public async Task SearchAsync(string words)
    {
        await ReadyAsync();
        await Query.FillAsync(words);
        await Query.PressAsync("Enter");
        await ResultsAsync($"“{words}”");
    }

    /// <summary>Waits for the results below a heading.</summary>
    public async Task ResultsAsync(string heading)
    {
        await Page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }).WaitForAsync();
        await Hit("vit", 1).WaitForAsync();
    }

    /// <summary>Waits until a column shows other pictures, or the same in another order.</summary>
    public async Task<IReadOnlyList<ShownHit>> OtherHitsAsync(string model, IReadOnlyList<ShownHit> before)
    {
        await Page.WaitForFunctionAsync(
            """
            ([model, before]) => {
              const hits = [...document.querySelectorAll(`[data-testid=hit][data-model="${model}"]`)];
              return hits.length > 0 && hits.map(hit => hit.dataset.id).join() !== before;
            }
            """,
            new[] { model, string.Join(',', before.Select(hit => hit.Id)) });
        return await ReadHitsAsync(model);
    }

    /// <summary>What a column shows, best first.</summary>
    public async Task<IReadOnlyList<ShownHit>> ReadHitsAsync(string model) => await Page.EvaluateAsync<ShownHit[]>(
        """
        model => [...document.querySelectorAll(`[data-testid=hit][data-model="${model}"]`)].map(hit => ({
          id: Number(hit.dataset.id),
          rank: Number(hit.dataset.rank),
          name: hit.querySelector('.name').textContent,
          score: parseFloat(hit.querySelector('.score').textContent.replace('score', '')),
          isLinked: hit.classList.contains('linked'),
          difference: hit.querySelector('.difference')?.textContent ?? '',
        }))
        """,
        model);

    /// <summary>Part of the address that names <paramref name="key"/>; null when it does not.</summary>
    public string? Parameter(string key) =>
        System.Web.HttpUtility.ParseQueryString(new Uri(Page.Url).Query)[key];

    /// <summary>Waits until the address holds <paramref name="text"/>.</summary>
    public Task AddressAsync(string text) =>
        // Asked again and again: WaitForURLAsync misses an address that changes while it begins to wait.
        Assertions.Expect(Page).ToHaveURLAsync(new Regex(Regex.Escape(text)));

    /// <summary>Nothing but the frontend was asked, no dialog opened, and the console has no errors.</summary>
    /// <param name="expected">Part of errors that belong to the test; null for none.</param>
    public void AssertCalm(string? expected = null)
    {
        string frontend = new Uri(Page.Url).Authority;
        string[] elsewhere = [.. Addresses
            .Select(address => new Uri(address))
            .Where(address => address.Scheme is not ("data" or "blob") && address.Authority != frontend)
            .Select(address => address.AbsoluteUri)];
        string[] errors =
            [.. _errors.Where(e => expected is null || !e.Contains(expected, StringComparison.Ordinal))];
        Assert.Empty(elsewhere);
        Assert.Empty(_dialogs);
        Assert.Empty(errors);
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}

/// <summary>A picture of a column, as the page shows it.</summary>
internal sealed class ShownHit
{
    public long Id { get; set; }

    public int Rank { get; set; }

    public string Name { get; set; } = "";

    public double Score { get; set; }

    public bool IsLinked { get; set; }

    public string Difference { get; set; } = "";
}
