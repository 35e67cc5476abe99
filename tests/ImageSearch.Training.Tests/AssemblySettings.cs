// libtorch's number of threads and its random generator belong to the process: two runs at a time would disturb
// each other, which training itself never does.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
