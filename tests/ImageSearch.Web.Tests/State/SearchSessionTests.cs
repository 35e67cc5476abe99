using System.Net;
using System.Text.Json;
using ImageSearch.Client;
using ImageSearch.Web.State;

namespace ImageSearch.Web.Tests.State;

public sealed class SearchSessionTests : IDisposable
{
    private readonly HeldAnswers _answers = new();
    private readonly HttpClient _http;
    private readonly SearchSession _session;

    public SearchSessionTests()
    {
        _http = new HttpClient(_answers) { BaseAddress = new Uri("http://backend.example/") };
        _session = new SearchSession(new ImageSearchClient(_http), new ManualTime());
    }

    public void Dispose()
    {
        _session.Dispose();
        _http.Dispose();
        _answers.Dispose();
    }

    [Fact]
    public async Task An_answer_that_comes_after_another_search_has_begun_is_not_shown()
    {
        Task first = _session.LoadAsync(new SearchState { Query = "first" }, null);
        Task second = _session.LoadAsync(new SearchState { Query = "second" }, null);

        _answers.Release("second", Answer(2));
        await second;
        _answers.Release("first", Answer(1));
        await first;

        Assert.Equal(2, Shown());
        Assert.False(_session.IsLoading);
        Assert.Null(_session.Notice);
    }

    [Fact]
    public async Task A_next_page_that_comes_after_another_search_has_begun_is_not_shown()
    {
        SearchState state = new() { Query = "first" };
        Task first = _session.LoadAsync(state, null);
        _answers.Release("first", Answer(1));
        await first;
        Task more = _session.LoadMoreAsync(state, null, _session.Response!.Models[0]);
        Task second = _session.LoadAsync(new SearchState { Query = "second" }, null);

        _answers.Release("first", Answer(7));
        await more;
        Assert.Null(_session.Response);
        _answers.Release("second", Answer(2));
        await second;

        Assert.Equal(2, Shown());
        Assert.Null(_session.LoadingMore);
    }

    [Fact]
    public async Task A_picture_that_two_pages_have_is_shown_once()
    {
        SearchState state = new() { Query = "first" };
        Task first = _session.LoadAsync(state, null);
        _answers.Release("first", Answer(1, 2));
        await first;

        Task more = _session.LoadMoreAsync(state, null, _session.Response!.Models[0]);
        _answers.Release("first", Answer(2, 3));
        await more;

        Assert.Equal([1, 2, 3], _session.Response.Models[0].Hits.Select(hit => hit.Id));
    }

    private static SearchResponse Answer(params long[] ids) => new(
        [
            new ModelResult(
                "vit", [.. ids.Select((id, i) => new Hit(i + 1, id, "a.png", "a.png", 0.5, 4, 3))], null, null, "next",
                new StageTimings(1, 1, 1)),
        ],
        [], 1);

    private long Shown() => Assert.Single(_session.Response!.Models[0].Hits).Id;

    /// <summary>Answers each search when it is told to, also when nobody waits any more: an answer that has arrived
    /// cannot be called back.</summary>
    private sealed class HeldAnswers : HttpMessageHandler
    {
        private readonly Dictionary<string, TaskCompletionSource<SearchResponse>> _held = [];

        public void Release(string query, SearchResponse response)
        {
            TaskCompletionSource<SearchResponse> held = Held(query);
            lock (_held)
            {
                _held.Remove(query);
            }

            held.SetResult(response);
        }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Get)
            {
                return Json(JsonSerializer.Serialize(
                    [new ModelStatus("vit", "ready", 256, 3, null, null, null)],
                    ContractJson.Default.IReadOnlyListModelStatus));
            }

            string asked = await request.Content!.ReadAsStringAsync(CancellationToken.None);
            SearchRequest search = JsonSerializer.Deserialize(asked, ContractJson.Default.SearchRequest)!;
            SearchResponse response = await Held(search.Query!).Task;
            return Json(JsonSerializer.Serialize(response, ContractJson.Default.SearchResponse));
        }

        private TaskCompletionSource<SearchResponse> Held(string query)
        {
            lock (_held)
            {
                return _held.TryGetValue(query, out TaskCompletionSource<SearchResponse>? held)
                    ? held
                    : _held[query] = new TaskCompletionSource<SearchResponse>();
            }
        }

        private static HttpResponseMessage Json(string text) => new(HttpStatusCode.OK)
        {
            Content = new StringContent(text, System.Text.Encoding.UTF8, "application/json"),
        };
    }
}
