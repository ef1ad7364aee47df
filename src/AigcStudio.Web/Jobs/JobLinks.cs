using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;

namespace AigcStudio.Web.Jobs;

/// <summary>Where what a job makes is to be seen.</summary>
internal static class JobLinks
{
    public static string Of(JobCard job) => job.Kind switch
    {
        JobKind.Train => $"/runs/{job.SubjectId}",
        JobKind.Import => "/datasets",
        JobKind.Evaluate => "/models",
        _ => "/gallery",
    };
}
