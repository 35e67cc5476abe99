using System.Web;
using ImageSearch.Client;
using ImageSearch.Web.State;
using Microsoft.AspNetCore.Components;

namespace ImageSearch.Web.Components.Pages;

/// <summary>What the library has, and index jobs.</summary>
public sealed partial class LibraryPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private CancellationTokenSource? _loading;
    private LibraryStatus? _library;
    private Notice? _notice;
    private IndexJob? _job;
    private string? _jobProblem;
    private bool _isLoading;
    private int _reload;

    [Inject]
    private ImageSearchClient Client { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
        _loading?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        // The address keeps the job, so that loading the page again goes on following it.
        string? job = HttpUtility.ParseQueryString(new Uri(Navigation.Uri).Query)["job"];
        Task following = string.IsNullOrEmpty(job) ? Task.CompletedTask : FollowAsync(job);
        await LoadAsync();
        await following;
    }

    private async Task LoadAsync()
    {
        if (_left.IsCancellationRequested)
        {
            return; // The page was left while a job ended.
        }

        // Asked for again, by a person or by the end of a job: what waits to try again by itself gives way.
        CancellationTokenSource? before = _loading;
        _loading = CancellationTokenSource.CreateLinkedTokenSource(_left.Token);
        CancellationToken cancellationToken = _loading.Token;
        before?.Cancel();
        before?.Dispose();
        try
        {
            do
            {
                _isLoading = true;
                StateHasChanged();
                await TryLoadAsync(cancellationToken);
                _isLoading = false;
                StateHasChanged();
                await Task.Delay(_notice?.RetryAfter ?? TimeSpan.Zero, Time, cancellationToken);
            }
            while (_notice?.RetryAfter is not null);
        }
        catch (OperationCanceledException)
        {
            // The page was left, or loads anew.
        }
    }

    private async Task TryLoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            LibraryStatus library = await Client.GetLibraryAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            _library = library;
            _notice = null;
            _reload++;
        }
        catch (ImageSearchException e)
        {
            _notice = Notice.From(e);
        }
    }

    private async Task IndexAsync(string? source)
    {
        _jobProblem = null;
        try
        {
            _job = await Client.StartIndexJobAsync(new IndexJobRequest { Source = source }, _left.Token);
        }
        catch (ImageSearchException e)
        {
            _jobProblem = e.Message;
            return;
        }

        Navigation.NavigateTo($"/library?job={Uri.EscapeDataString(_job.Id)}", replace: true);
        await FollowAsync(_job.Id);
    }

    private async Task FollowAsync(string id)
    {
        try
        {
            await foreach (IndexJob job in Client.FollowIndexJobAsync(id, _left.Token))
            {
                _job = job;
                StateHasChanged();
            }

            await LoadAsync();
        }
        catch (OperationCanceledException)
        {
            // The page was left; the job goes on.
        }
        catch (Exception e) when (e is ImageSearchException or HttpRequestException or IOException)
        {
            _jobProblem = e is ImageSearchException
                ? e.Message
                : "The backend stopped telling how far the job is. Load the page again to go on following it.";
            StateHasChanged();
        }
    }

    private async Task CancelAsync()
    {
        try
        {
            _job = await Client.CancelIndexJobAsync(_job!.Id, _left.Token);
        }
        catch (ImageSearchException e)
        {
            _jobProblem = e.Message;
        }
    }
}
