using ImageSearch.Browser.Tests;
using Xunit.Sdk;
using Xunit.v3;

// One browser and one pair of services serve all tests, one after the other.
[assembly: AssemblyFixture(typeof(Site))]
[assembly: Parallelization(Mode = ParallelMode.None)]
