using ImageSearch.Browser.Tests;

// One browser and one pair of services serve all tests, one after the other.
[assembly: AssemblyFixture(typeof(Site))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
