using System.Globalization;
using ImageSearch.Decoding;
using ImageSearch.Indexing;
using ImageSearch.Tests.Indexing;

// Indexes the pictures of a round into a library; the test kills it on the way.
int round = int.Parse(args[1], CultureInfo.InvariantCulture);
using Library library = Library.Open(args[0]);
using FakeEmbedder embedder = CrashScenario.Embedder(round, () => Console.WriteLine("batch"));
ImageIndexer indexer = new(library, new ImageDecoder(), [embedder], CrashScenario.Options);
Console.WriteLine("begin");
await indexer.RunAsync(CrashScenario.Source(round));
Console.WriteLine("end");
