using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Gallery;
using AigcStudio.Web.Campaigns.Clips;
using AigcStudio.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Campaigns.Clips;

/// <summary>The pack with clips: what is in it, of what, and that it loses nothing where a clip cannot be made.</summary>
public sealed class PackClipsTests(ClipStudio studio) : IClassFixture<ClipStudio>, IAsyncLifetime
{
    private Guid _campaign;
    private IReadOnlyList<Artifact> _drawn = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (studio.Engine.Fault, studio.Engine.Endless) = (null, false);
        studio.Engine.Asked.Clear();
        _campaign = await studio.CampaignAsync();
        _drawn = await studio.DrawAsync(100);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_pack_has_clips_where_they_are_wished_for_alone()
    {
        await studio.AdAsync(_campaign, Shown(4, 5));
        using var plain = await FetchAsync("");
        using var wished = await FetchAsync("?clip=true");

        Assert.Equal(["spring-tea_01_square_1080x1080.png", "captions.md", "brief.md", "manifest.json"], plain.Entries.Select(e => e.Name));
        Assert.Empty(Manifest(plain)["leftOut"]!.AsArray());
        Assert.Equal(["spring-tea_01_square_1080x1080.png", "spring-tea_01_clip.mp4", "captions.md", "brief.md", "manifest.json"], wished.Entries.Select(e => e.Name));
        Assert.Contains("spring-tea_01_clip.mp4, 4 s", Text(wished, "captions.md"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(studio.App.Services.GetRequiredService<StudioFolders>().Spool));
    }

    [Fact]
    public async Task A_clip_is_marked_heard_entered_under_all_it_is_made_of_and_the_manifest_has_its_lineage()
    {
        var sound = await SoundAsync();
        var ad = await studio.AdAsync(_campaign, Shown(6, 4, 5), sound.Id);
        using var pack = await FetchAsync("?clip=true");
        var file = Manifest(pack)["files"]!.AsArray().Single(f => (string)f!["file"]! == "spring-tea_01_clip.mp4")!;
        using var bytes = new MemoryStream();
        await (await pack.GetEntry("spring-tea_01_clip.mp4")!.OpenAsync(Cancel)).CopyToAsync(bytes, Cancel);

        Assert.Equal((144, 24, "levelled \u0001\u0002"), studio.Media.Clips[^1]);
        Assert.Equal(ad.ToString(), studio.Media.Marks[^1].ProduceId);
        Assert.Equal(6, bytes.ToArray()[PlainGalleryMedia.Mark.Length]);
        Assert.Equal((ad, "Cups of tea", 6, _drawn[0].CheckpointId), ((Guid)file["ad"]!, (string)file["altText"]!, (double)file["seconds"]!, (Guid)file["checkpoint"]!));
        Assert.Equal(Shown(6, 4, 5), file["pictures"]!.AsArray().Select(p => (Guid)p!["id"]!));
        Assert.Equal(sound.Id, (Guid)file["sounds"]!.AsArray().Single()!["id"]!);
        Assert.Equal(-16, (double)Manifest(pack)["files"]!.AsArray().Single(f => (string)f!["file"]! == "spring-tea_01_sound.wav")!["loudnessLufs"]!);
        Assert.EndsWith("levelled \u0001\u0002", Text(pack, "spring-tea_01_sound.wav"), StringComparison.Ordinal);
        await using var db = await studio.DbAsync();
        var hash = ContentHash.Of(bytes.ToArray()).Hex;
        Assert.Equal(
            Shown(6, 4, 5).Append(sound.Id).Order(),
            (await db.Exports.Where(e => e.FileHash == hash).Select(e => e.ArtifactId).ToListAsync(Cancel)).Order());
    }

    [Fact]
    public async Task Pictures_kept_from_play_are_found_again_by_their_codes()
    {
        var code = new PlayCode(CodeText.Write([ClipStudio.Grey, 0]), 1, 0);
        var kept = await studio.DrawAsync(2, settings: $$"""{"codes":{{System.Text.Json.JsonSerializer.Serialize(new[] { code, code })}}}""");
        await studio.AdAsync(_campaign, [.. kept.Select(k => k.Id)]);

        using var pack = await FetchAsync("?clip=true");

        Assert.NotNull(pack.GetEntry("spring-tea_01_clip.mp4"));
        Assert.All(studio.Engine.Asked, a => Assert.Equal((code.Code, false), (a.Way!.Stops[0].Code, a.Preview)));
    }

    [Fact]
    public async Task A_picture_that_its_code_does_not_give_back_is_not_walked_through()
    {
        await studio.AdAsync(_campaign, Shown(90, 4, 6));
        await studio.AdAsync(_campaign, Shown(4, 90));
        using var pack = await FetchAsync("?clip=true");
        var manifest = Manifest(pack);

        Assert.Equal(90, studio.Engine.Asked[0].Sheet!.First);
        Assert.Equal(Shown(4, 6), manifest["files"]!.AsArray().Single(f => (string)f!["file"]! == "spring-tea_01_clip.mp4")!["pictures"]!.AsArray().Select(p => (Guid)p!["id"]!));
        Assert.Equal("clips.notAgain", (string)manifest["leftOut"]!.AsArray().Single()!["code"]!);
    }

    [Theory, InlineData(true, "jobs.child.notStarted"), InlineData(false, "clips.failed")]
    public async Task Where_the_engine_fails_the_pack_comes_without_the_clip_and_says_why(bool expected, string code)
    {
        studio.Engine.Fault = expected ? new ChildNotStartedException("Engine", "engine.log") : new InvalidOperationException("No.");
        var ad = await studio.AdAsync(_campaign, Shown(4, 5), (await SoundAsync()).Id);
        using var pack = await FetchAsync("?clip=true");
        var left = Manifest(pack)["leftOut"]!.AsArray().Single()!;

        Assert.Equal(["spring-tea_01_square_1080x1080.png", "spring-tea_01_sound.wav", "captions.md", "brief.md", "manifest.json"], pack.Entries.Select(e => e.Name));
        Assert.Equal((ad, "clip", code), ((Guid)left["ad"]!, (string)left["what"]!, (string)left["code"]!));
        Assert.NotEqual(code, (string)left["why"]!);
    }

    [Fact]
    public async Task Clips_that_are_stopped_on_the_way_leave_the_rest_of_the_pack()
    {
        studio.Engine.Endless = true;
        await studio.AdAsync(_campaign, Shown(4, 5));
        var turns = studio.App.Services.GetRequiredService<PackTurns>();
        turns.Moved += StopIt;

        using var pack = await FetchAsync("?clip=true");

        turns.Moved -= StopIt;
        Assert.Equal("clips.stopped", (string)Manifest(pack)["leftOut"]!.AsArray().Single()!["code"]!);
        Assert.Equal(4, pack.Entries.Count);

        void StopIt(PackKey key)
        {
            if (turns.Find(key) is { News.AdId: not null } turn)
            {
                turn.Stop();
            }
        }
    }

    private static JsonNode Manifest(ZipArchive pack) => JsonNode.Parse(pack.GetEntry("manifest.json")!.Open())!;

    private static string Text(ZipArchive pack, string name) => new StreamReader(pack.GetEntry(name)!.Open()).ReadToEnd();

    private async Task<Artifact> SoundAsync() => (await studio.DrawAsync(1, sounds: true))[0];

    /// <summary>Examples at these places of the draw.</summary>
    private Guid[] Shown(params int[] places) => [.. places.Select(p => _drawn[p].Id)];

    private async Task<ZipArchive> FetchAsync(string query)
    {
        await studio.Client.PutAsJsonAsync($"/api/campaigns/{_campaign}/stage", new { stage = "approved" }, Cancel);
        await using var pack = await studio.Client.GetStreamAsync($"/api/campaigns/{_campaign}/pack{query}", Cancel);
        var all = new MemoryStream();
        await pack.CopyToAsync(all, Cancel);
        return new ZipArchive(all);
    }
}
