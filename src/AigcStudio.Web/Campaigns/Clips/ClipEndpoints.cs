using AigcStudio.Data.Campaigns;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Campaigns.Clips;

/// <summary><c>/api/campaigns/{id}/clips</c>: which ads can have a clip in the pack.</summary>
internal static class ClipEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/campaigns/{id:guid}/clips", ListAsync).RequireAuthorization(Policies.Creator).WithTags("Campaigns")
            .WithSummary("Which ads can have a clip in the channel pack, and why the others cannot")
            .WithDescription("A clip walks through an ad's pictures that one checkpoint drew, two at least, and has the ad's sound. Fetch the pack with clip=true to have them.");

    private static async Task<IReadOnlyList<ClipAnswer>> ListAsync(HttpContext http, CampaignReader campaigns, AdClips clips, Texts texts, Guid id, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var ads = (await campaigns.GetAsync(viewer, id, cancel)).Creatives;
        return [.. (await clips.PlanAsync(viewer, ads, cancel)).Select(p => new ClipAnswer(
            p.AdId, [.. p.Stops.Select(s => s.ArtifactId)], p.Refusal?.Code, p.Refusal is { } why ? texts[why] : null))];
    }

    /// <param name="Ad">The ad's id.</param>
    /// <param name="Pictures">That the clip walks through, in their order; empty where there can be none.</param>
    /// <param name="Code">Of why there can be none; null where there can be one.</param>
    /// <param name="Why">The same in words.</param>
    internal sealed record ClipAnswer(Guid Ad, IReadOnlyList<Guid> Pictures, string? Code, string? Why);
}
