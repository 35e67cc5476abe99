using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ImageSearch.Client;

/// <summary>Speaks to a backend over HTTP. Safe for concurrent use.</summary>
/// <param name="http">Has the backend's address as <see cref="HttpClient.BaseAddress"/>, and the API key, if one is
/// needed, in its default headers as <c>Authorization: Bearer</c>; the caller disposes it.</param>
public sealed class ImageSearchClient(HttpClient http)
{
    /// <summary>Answers a query of words, or finds pictures similar to one of the library.</summary>
    /// <param name="request">What to look for.</param>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <exception cref="ImageSearchException">The backend is not reached, or refuses.</exception>
    public Task<SearchResponse> SearchAsync(SearchRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, "v1/search")
            {
                Content = JsonContent.Create(request, ContractJson.Default.SearchRequest),
            },
            ContractJson.Default.SearchResponse, cancellationToken);

    /// <summary>Finds pictures similar to a picture file.</summary>
    /// <param name="picture">The file's bytes, in any format that can be indexed.</param>
    /// <param name="fileName">Its name, for errors.</param>
    /// <param name="request">The rest of the query, without words.</param>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <exception cref="ImageSearchException">The backend is not reached, or refuses.</exception>
    public Task<SearchResponse> SearchByPictureAsync(
        ReadOnlyMemory<byte> picture,
        string fileName,
        SearchRequest request,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        return SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, "v1/search/picture")
            {
                Content = new MultipartFormDataContent
                {
                    FilePart(picture, fileName),
                    { JsonContent.Create(request, ContractJson.Default.SearchRequest), "request" },
                },
            },
            ContractJson.Default.SearchResponse, cancellationToken);
    }

    /// <summary>One picture's metadata.</summary>
    /// <param name="id">The picture.</param>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <exception cref="ImageSearchException">The picture is unknown (404), or the backend is not reached.</exception>
    public Task<Item> GetItemAsync(long id, CancellationToken cancellationToken = default) =>
        GetAsync(string.Create(CultureInfo.InvariantCulture, $"v1/items/{id}"), ContractJson.Default.Item,
            cancellationToken);

    /// <summary>Why a picture cannot be shown.</summary>
    /// <param name="id">The picture.</param>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <returns>A sentence; null when it can be shown now.</returns>
    /// <exception cref="ImageSearchException">The backend is not reached.</exception>
    public async Task<string?> FindPictureProblemAsync(long id, CancellationToken cancellationToken = default)
    {
        string address = string.Create(CultureInfo.InvariantCulture, $"v1/items/{id}/thumbnail");
        using HttpResponseMessage response = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, address), cancellationToken, cancellationToken)
            .ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? null
            : (await RefusalAsync(response, cancellationToken, cancellationToken).ConfigureAwait(false)).Message;
    }

    /// <summary>A page of pictures by ascending id.</summary>
    /// <param name="state"><c>indexed</c> or <c>skipped</c>.</param>
    /// <param name="cursor"><see cref="ItemPage.NextCursor"/> of the page before; null begins.</param>
    /// <param name="count">Most pictures wanted, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <exception cref="ImageSearchException">The backend is not reached, or refuses.</exception>
    public Task<ItemPage> ListItemsAsync(
        string state = "indexed", string? cursor = null, int count = 100, CancellationToken cancellationToken = default)
    {
        string address = string.Create(
            CultureInfo.InvariantCulture, $"v1/items?state={Uri.EscapeDataString(state)}&count={count}");
        return GetAsync(cursor is null ? address : $"{address}&cursor={Uri.EscapeDataString(cursor)}",
            ContractJson.Default.ItemPage, cancellationToken);
    }

    /// <summary>What the library has.</summary>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <exception cref="ImageSearchException">The backend is not reached, or refuses.</exception>
    public Task<LibraryStatus> GetLibraryAsync(CancellationToken cancellationToken = default) =>
        GetAsync("v1/library", ContractJson.Default.LibraryStatus, cancellationToken);

    /// <summary>The models that are installed or indexed.</summary>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <exception cref="ImageSearchException">The backend is not reached, or refuses.</exception>
    public Task<IReadOnlyList<ModelStatus>> ListModelsAsync(CancellationToken cancellationToken = default) =>
        GetAsync("v1/models", ContractJson.Default.IReadOnlyListModelStatus, cancellationToken);

    /// <summary>Begins to bring the library up to date.</summary>
    /// <param name="request">What to index.</param>
    /// <param name="cancellationToken">Gives the request up; not the job.</param>
    /// <exception cref="ImageSearchException">The backend is not reached, or refuses.</exception>
    public Task<IndexJob> StartIndexJobAsync(IndexJobRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, "v1/index-jobs")
            {
                Content = JsonContent.Create(request, ContractJson.Default.IndexJobRequest),
            },
            ContractJson.Default.IndexJob, cancellationToken);

    /// <summary>How far a job is.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <exception cref="ImageSearchException">The job is unknown (404), or the backend is not reached.</exception>
    public Task<IndexJob> GetIndexJobAsync(string id, CancellationToken cancellationToken = default) =>
        GetAsync($"v1/index-jobs/{Uri.EscapeDataString(id)}", ContractJson.Default.IndexJob, cancellationToken);

    /// <summary>Ends a job; what it has done stays.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <exception cref="ImageSearchException">The job is unknown (404), or the backend is not reached.</exception>
    public Task<IndexJob> CancelIndexJobAsync(string id, CancellationToken cancellationToken = default) =>
        SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, $"v1/index-jobs/{Uri.EscapeDataString(id)}/cancel"),
            ContractJson.Default.IndexJob, cancellationToken);

    /// <summary>Follows a job until it ends.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Stops following; the job goes on.</param>
    /// <returns>The job each time that it has changed; the last one is ended.</returns>
    /// <exception cref="ImageSearchException">The job is unknown (404), or the backend is not reached.</exception>
    public async IAsyncEnumerable<IndexJob> FollowIndexJobAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using HttpResponseMessage response = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, $"v1/index-jobs/{Uri.EscapeDataString(id)}/events"),
            cancellationToken, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await RefusalAsync(response, cancellationToken, cancellationToken).ConfigureAwait(false);
        }

        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        SseParser<IndexJob> events = SseParser.Create(
            stream, (_, data) => JsonSerializer.Deserialize(data, ContractJson.Default.IndexJob)!);
        await using IAsyncEnumerator<SseItem<IndexJob>> items =
            events.EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await ReadAsync(() => items.MoveNextAsync().AsTask(), cancellationToken).ConfigureAwait(false))
        {
            yield return items.Current.Data;
        }
    }

    // A name may hold quotes and any letter of the world: filename* is made for that, filename is not.
    private static ReadOnlyMemoryContent FilePart(ReadOnlyMemory<byte> picture, string fileName) => new(picture)
    {
        Headers =
        {
            ContentDisposition = new ContentDispositionHeaderValue("form-data")
            {
                Name = "picture", FileName = "picture", FileNameStar = fileName,
            },
        },
    };

    private Task<T> GetAsync<T>(string address, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), type, cancellationToken);

    private async Task<T> SendAsync<T>(
        Func<HttpRequestMessage> create, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        // HttpClient's own limit ends when the headers are there.
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(http.Timeout);
        using HttpResponseMessage response =
            await SendAsync(create, cancellationToken, limit.Token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await RefusalAsync(response, cancellationToken, limit.Token).ConfigureAwait(false);
        }

        return await ReadAsync(
            () => response.Content.ReadFromJsonAsync(type, limit.Token), cancellationToken).ConfigureAwait(false)
            ?? throw new ImageSearchException(NotUnderstood);
    }

    private async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> create, CancellationToken cancellationToken, CancellationToken limit)
    {
        using HttpRequestMessage request = create();
        return await ReadAsync(
            () => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit), cancellationToken)
            .ConfigureAwait(false);
    }

    // Says in words what can go wrong on the way.
    private async Task<T> ReadAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            throw new ImageSearchException(NotUnderstood, e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new ImageSearchException(
                $"The backend at {http.BaseAddress} is not reached. Start it (imagesearch api), or correct its "
                + "address.",
                e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ImageSearchException("The backend broke its answer off. Try again.", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ImageSearchException(
                string.Create(CultureInfo.InvariantCulture,
                    $"The backend did not answer within {http.Timeout.TotalSeconds:0} seconds. Try again."), e);
        }
    }

    private const string NotUnderstood =
        "The answer was not understood: what is at the backend's address is not ImageSearch, or another version.";

    private async Task<ImageSearchException> RefusalAsync(
        HttpResponseMessage response, CancellationToken cancellationToken, CancellationToken limit)
    {
        HttpStatusCode status = response.StatusCode;
        Problem? problem = null;
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            problem = await ReadAsync(
                () => response.Content.ReadFromJsonAsync(ContractJson.Default.Problem, limit), cancellationToken)
                .ConfigureAwait(false);
        }

        problem ??= new Problem(null, null, (int)status, $"The backend answered {(int)status}.", null, null);
        return new ImageSearchException(problem, status, response.Headers.RetryAfter?.Delta);
    }
}
