using AigcStudio.Core;
using AigcStudio.Core.Accounts;

namespace AigcStudio.Web.Shell;

/// <summary>
/// HTTP statuses of refusals, by the last word of their code: what is missing is 404, what stands in the way 409, what is
/// too big 413, what is not allowed 403; all other refusals are 422, because the request was understood and is not done.
/// </summary>
public static class ProblemStatus
{
    public static int Of(StudioException refusal) => refusal switch
    {
        RefusedException { Code: "refused.signedOut" } => StatusCodes.Status401Unauthorized,
        RefusedException { Code: "refused.crossSite" } => StatusCodes.Status403Forbidden,
        _ => ByWord(refusal.Code[(refusal.Code.LastIndexOf('.') + 1)..]),
    };

    /// <summary>The sentence for a status that came without one.</summary>
    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "refused.signedOut",
        StatusCodes.Status403Forbidden => "refused.notAllowed",
        StatusCodes.Status404NotFound => "refused.notFound",
        StatusCodes.Status413PayloadTooLarge => "refused.tooLarge",
        _ => "refused.unreadable",
    };

    private static int ByWord(string word) => word switch
    {
        "notFound" or "missing" or "gone" => StatusCodes.Status404NotFound,
        "notAllowed" => StatusCodes.Status403Forbidden,
        "inUse" or "conflict" or "busy" or "frozen" or "notRunning" or "notPaused" or "ended" or "already" => StatusCodes.Status409Conflict,
        "tooLarge" => StatusCodes.Status413PayloadTooLarge,
        "tooOften" => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
