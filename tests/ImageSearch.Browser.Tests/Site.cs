using Microsoft.Playwright;

namespace ImageSearch.Browser.Tests;

/// <summary>What all tests share: Chromium, sixty drawn pictures, and the pair of services that shows them.</summary>
public sealed class Site : IAsyncLifetime
{
    /// <summary>Number of drawn pictures.</summary>
    internal const int PictureCount = 60;

    /// <summary>How long a test waits for what never comes. A busy machine is slow, which is no failure.</summary>
    internal const int PatienceMs = 30_000;

    private readonly PictureLibrary _pictures = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private RunningPair? _pair;

    /// <summary>The services; tests that stop one start it again.</summary>
    internal RunningPair Pair => _pair!;

    /// <summary>The drawn pictures, for uploads.</summary>
    internal PictureLibrary Pictures => _pictures;

    private static string Chromium => Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } path
        ? path
        : "/usr/bin/chromium";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
        _pictures.Draw(PictureCount);
        await _pictures.IndexAsync();
        _pair = await RunningPair.StartAsync(_pictures);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_pair is not null)
        {
            await _pair.DisposeAsync();
        }

        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _pictures.Dispose();
    }

    /// <summary>Opens a page of the shared pair in a browser profile of its own.</summary>
    internal Task<Visit> VisitAsync(string address = "/", Action<BrowserNewContextOptions>? change = null) =>
        VisitAsync(null, address, change);

    /// <summary>Opens a page of a pair; null is the shared one. Skips the test where there is no Chromium.</summary>
    internal async Task<Visit> VisitAsync(
        RunningPair? pair, string address, Action<BrowserNewContextOptions>? change = null)
    {
        SkipWithoutChromium();
        BrowserNewContextOptions options = new()
        {
            BaseURL = (pair ?? Pair).Frontend.AbsoluteUri,
            ViewportSize = new ViewportSize { Width = 1400, Height = 1000 },
            ReducedMotion = ReducedMotion.Reduce,
            ColorScheme = ColorScheme.Light,
        };
        change?.Invoke(options);
        return await Visit.OpenAsync(await _browser!.NewContextAsync(options), address);
    }

    /// <summary>Skips the test where there is no Chromium.</summary>
    internal void SkipWithoutChromium() => Assert.SkipWhen(
        _browser is null,
        $"There is no Chromium at '{Chromium}'. Install it (apt-get install chromium), or set CHROMIUM_PATH.");
}
