using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Campaigns.Clips;

/// <summary>Which ads can have a clip, and in which words the others are told why not.</summary>
public sealed class AdClipsTests(ClipStudio studio) : IClassFixture<ClipStudio>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clip_walks_through_most_pictures_of_one_checkpoint_in_the_ads_order()
    {
        var one = await studio.DrawAsync(2);
        var other = await studio.DrawAsync(3);
        Guid[] shown = [one[0].Id, other[2].Id, other[0].Id, one[1].Id, other[1].Id];

        var clip = await AskAsync(shown);

        Assert.Equal([other[2].Id, other[0].Id, other[1].Id], clip["pictures"]!.AsArray().Select(p => (Guid)p!));
        Assert.Null(clip["code"]);
    }

    [Fact]
    public async Task Pictures_that_no_checkpoint_joins_have_none()
    {
        var shown = new[] { (await studio.DrawAsync(1))[0].Id, (await studio.DrawAsync(1))[0].Id };
        await RefusedAsync("clips.apart", shown);
        await RefusedAsync("clips.apart", shown[..1]);
    }

    [Fact]
    public async Task A_checkpoint_that_is_gone_or_whose_run_one_may_not_see_gives_none()
    {
        var hidden = await studio.DrawAsync(2, runs: Visibility.Private);
        await RefusedAsync("clips.modelGone", [.. hidden.Select(a => a.Id)]);

        var gone = await studio.DrawAsync(2);
        await using (var db = await studio.DbAsync())
        {
            var hash = await db.Checkpoints.Where(c => c.Id == gone[0].CheckpointId).Select(c => c.BlobHash).SingleAsync(Cancel);
            studio.Blobs.Delete(ContentHash.Parse(hash));
        }

        await RefusedAsync("clips.modelGone", [.. gone.Select(a => a.Id)]);
    }

    [Fact]
    public async Task What_was_drawn_with_settings_of_its_own_or_by_what_only_enlarges_has_none()
    {
        var otherwise = await studio.DrawAsync(2, settings: """{"prior":"normal"}""");
        await RefusedAsync("clips.drawnOtherwise", [.. otherwise.Select(a => a.Id)]);

        var large = await studio.DrawAsync(2);
        await using (var db = await studio.DbAsync())
        {
            await db.Runs.Where(r => r.Id == large[0].RunId).ExecuteUpdateAsync(s => s.SetProperty(r => r.FamilyId, "Large"), Cancel);
        }

        await RefusedAsync("clips.noSpace", [.. large.Select(a => a.Id)]);
    }

    [Fact]
    public async Task Without_ffmpeg_no_ad_has_one()
    {
        studio.Media.Formats.Remove("mp3");
        await RefusedAsync("clips.noFfmpeg", [.. (await studio.DrawAsync(2)).Select(a => a.Id)]);
        studio.Media.Formats.Add("mp3");
    }

    private async Task RefusedAsync(string code, Guid[] pictures)
    {
        var clip = await AskAsync(pictures);
        Assert.Equal(code, (string?)clip["code"]);
        Assert.NotEqual(code, (string?)clip["why"]);
        Assert.Empty(clip["pictures"]!.AsArray());
    }

    private async Task<JsonNode> AskAsync(Guid[] pictures)
    {
        var campaign = await studio.CampaignAsync();
        var ad = await studio.AdAsync(campaign, pictures);
        var clip = JsonNode.Parse(await studio.Client.GetStringAsync($"/api/campaigns/{campaign}/clips", Cancel))!.AsArray().Single()!;
        Assert.Equal(ad, (Guid)clip["ad"]!);
        return clip;
    }
}
