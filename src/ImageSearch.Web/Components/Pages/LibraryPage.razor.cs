using System.Web;
using ImageSearch.Client;
using ImageSearch.Web.State;
using Microsoft.AspNetCore.Components;

namespace ImageSearch.Web.Components.Pages;

/// <summary>What the library has, and index jobs.</summary>
public sealed partial class LibraryPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
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
        if (_isLoading)
        {
            return;
        }

        CancellationToken cancellationToken = _left.Token;
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
            // The page was left.
        }
    }

    private async Task TryLoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _library = await Client.GetLibraryAsync(cancellationToken);
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
