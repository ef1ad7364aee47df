using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Data.Campaigns;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace AigcStudio.Web.Campaigns;

/// <summary><c>/api/campaigns</c>: campaigns, their ads as they look, and the pack that a client gets.</summary>
internal static class CampaignEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var campaigns = routes.MapGroup("/api/campaigns").RequireAuthorization(Policies.Reviewer).WithTags("Campaigns");
        campaigns.MapGet("/", async (HttpContext http, CampaignReader reader, CampaignStage? stage, Guid? after, int? take, CancellationToken cancel) =>
            await reader.ListAsync(http.ViewerOf(), stage, after, take ?? 50, cancel));
        campaigns.MapGet("/channels", () => AdChannels.All);
        campaigns.MapGet("/{id:guid}", async (HttpContext http, CampaignReader reader, Guid id, CancellationToken cancel) =>
            await reader.GetAsync(http.ViewerOf(), id, cancel));
        campaigns.MapGet("/{id:guid}/ads/{adId:guid}/{channel}", LookAsync);

        campaigns.MapGet("/{id:guid}/reviews", async (HttpContext http, CampaignReviews reviews, Guid id, CancellationToken cancel) =>
            new { Items = await reviews.ListAsync(http.ViewerOf(), id, cancel) });
        campaigns.MapPost("/{id:guid}/reviews", async (HttpContext http, CampaignReviews reviews, Guid id, [FromBody] ReviewSaid said, CancellationToken cancel) =>
        {
            await reviews.SayAsync(http.ViewerOf(), id, said.Approved, said.Words ?? "", cancel);
            return Results.NoContent();
        })
            .WithSummary("Approves a campaign of somebody else that waits for a look, or sends it back with words");

        var changes = campaigns.MapGroup("").RequireAuthorization(Policies.Creator);
        changes.MapPost("/", async (HttpContext http, CampaignActs acts, CampaignReader reader, [FromBody] CampaignPlan plan, CancellationToken cancel) =>
        {
            var id = await acts.MakeAsync(http.ViewerOf(), plan, cancel);
            return Results.Created($"/api/campaigns/{id}", await reader.GetAsync(http.ViewerOf(), id, cancel));
        });
        changes.MapPut("/{id:guid}", async (HttpContext http, CampaignActs acts, Guid id, [FromBody] CampaignPlan plan, CancellationToken cancel) =>
        {
            await acts.ChangeAsync(http.ViewerOf(), id, plan, cancel);
            return Results.NoContent();
        });
        changes.MapPut("/{id:guid}/stage", async (HttpContext http, CampaignActs acts, Guid id, [FromBody] StageAsk ask, CancellationToken cancel) =>
        {
            await acts.MoveAsync(http.ViewerOf(), id, ask.Stage, cancel);
            return Results.NoContent();
        });
        changes.MapDelete("/{id:guid}", async (HttpContext http, CampaignActs acts, Guid id, CancellationToken cancel) =>
        {
            await acts.TrashAsync(http.ViewerOf(), id, cancel);
            return Results.NoContent();
        });
        changes.MapPost("/{id:guid}/restore", async (HttpContext http, CampaignActs acts, Guid id, CancellationToken cancel) =>
        {
            await acts.RestoreAsync(http.ViewerOf(), id, cancel);
            return Results.NoContent();
        });
        changes.MapPost("/{id:guid}/ads", async (HttpContext http, CreativeActs acts, Guid id, [FromBody] CreativeDraft draft, CancellationToken cancel) =>
        {
            var made = await acts.MakeAsync(http.ViewerOf(), id, draft, cancel);
            return Results.Created($"/api/campaigns/{id}/ads/{made}", new { id = made });
        });
        changes.MapPut("/ads/{adId:guid}", async (HttpContext http, CreativeActs acts, Guid adId, [FromBody] CreativeDraft draft, CancellationToken cancel) =>
        {
            await acts.KeepAsync(http.ViewerOf(), adId, draft, cancel);
            return Results.NoContent();
        });
        changes.MapDelete("/ads/{adId:guid}", async (HttpContext http, CreativeActs acts, Guid adId, CancellationToken cancel) =>
        {
            await acts.DeleteAsync(http.ViewerOf(), adId, cancel);
            return Results.NoContent();
        });
        changes.MapGet("/{id:guid}/pack", async (HttpContext http, CampaignReader reader, CampaignPack pack, Guid id, bool? clip, CancellationToken cancel) =>
        {
            var viewer = http.ViewerOf();
            var campaign = await reader.GetAsync(viewer, id, cancel);
            await pack.CheckAsync(viewer, campaign, cancel);
            return Results.Stream(target => pack.WriteAsync(viewer, campaign, clip ?? false, target, cancel), "application/zip", CampaignPack.FileNameOf(campaign));
        })
            .WithSummary("The channel pack: a zip of marked ads in every size, with sounds, captions, alternative texts and a manifest")
            .WithDescription("clip=true adds a clip (MP4) of each ad that can have one. A clip that could not be made costs nothing else: leftOut of manifest.json says why.")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip");
    }

    /// <summary>An ad as a page shows it; what goes out is marked. A browser asks each time whether what it has is still so: brands and models change as well.</summary>
    private static async Task<IResult> LookAsync(HttpContext http, CampaignReader reader, AdDesk desk, Guid id, Guid adId, string channel, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var campaign = await reader.GetAsync(viewer, id, cancel);
        var ad = campaign.Creatives.SingleOrDefault(a => a.Id == adId) ?? throw RefusedException.NotFound();
        var print = (await desk.DrawAsync(viewer, campaign.Brand, ad, AdChannels.Find(channel), cancel)).Print;
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(print.Png, "image/png", entityTag: new EntityTagHeaderValue($"\"{print.Key}\""));
    }

    internal sealed record StageAsk(CampaignStage Stage);

    /// <param name="Approved">False: it goes back to be worked on.</param>
    /// <param name="Words">Up to 1,000 characters; wanted where it goes back.</param>
    internal sealed record ReviewSaid(bool Approved, string? Words);
}
