using ImageSearch.Web;

await FrontendHost.Create(new WebOptions()).RunAsync();
