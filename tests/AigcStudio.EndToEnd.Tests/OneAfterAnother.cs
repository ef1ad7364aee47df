// Each test has a studio that trains, and a studio trains one run at a time for a reason: two trainings on two cores wait for each other at every layer
// and cost ten times as long as one after the other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
