using System.Net;
using ImageSearch.Client;
using ImageSearch.Web.State;

namespace ImageSearch.Web.Tests.State;

public sealed class NoticeTests
{
    [Theory]
    [InlineData(401, "The backend asks for an API key", false)]
    [InlineData(422, "The backend does not accept this search", false)]
    [InlineData(429, "Too many searches in a short time", true)]
    [InlineData(500, "The backend failed", false)]
    [InlineData(503, "The backend is not ready yet", true)]
    public void Every_refusal_has_words_and_tries_again_where_that_helps(int status, string title, bool tries)
    {
        Notice notice = Notice.From(Refusal(status));

        Assert.Equal(title, notice.Title);
        Assert.NotEmpty(notice.Text);
        Assert.Equal(tries, notice.RetryAfter is not null);
    }

    [Theory]
    [InlineData(413, false)]
    [InlineData(422, false)]
    [InlineData(500, true)]
    public void A_retry_is_offered_where_it_can_help(int status, bool canRetry) =>
        Assert.Equal(canRetry, Notice.From(Refusal(status)).CanRetry);

    [Fact]
    public void Too_many_searches_wait_as_long_as_the_backend_asks()
    {
        Notice notice = Notice.From(Refusal(429, TimeSpan.FromSeconds(12)));

        Assert.Equal(TimeSpan.FromSeconds(12), notice.RetryAfter);
        Assert.Contains("12 seconds", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Field_errors_are_told()
    {
        Problem problem = new(null, null, 422, "Not valid.",
            new Dictionary<string, string[]> { ["filter.path"] = ["It is too long."] }, null);

        Assert.Equal("filter.path: It is too long.",
            Notice.From(new ImageSearchException(problem, HttpStatusCode.UnprocessableEntity)).Text);
    }

    [Fact]
    public void A_backend_that_is_not_reached_is_tried_again() =>
        Assert.NotNull(Notice.From(new ImageSearchException("It is not reached.")).RetryAfter);

    private static ImageSearchException Refusal(int status, TimeSpan? wait = null) =>
        new(new Problem(null, "Refused", status, "It says why.", null, "r1"), (HttpStatusCode)status, wait);
}
