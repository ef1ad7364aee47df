using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Campaigns.Clips;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Campaigns;

/// <summary>
/// A campaign as a client gets it: every ad in every size, marked; its sounds, clips where they are wished for, its copy, alternative texts, the
/// brief, and a manifest that says what each file is made of. Written while it is sent.
/// </summary>
public sealed class CampaignPack(MarkedExport export, GalleryReader gallery, AdDesk desk, AdSounds sounds, PackClips clips, Texts texts, StudioFolders folders)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Refuses before the first byte is sent.</summary>
    /// <exception cref="CampaignException"><c>campaigns.notApproved</c>, <c>campaigns.nothingMade</c>, <c>campaigns.noPicture</c>.</exception>
    public async Task CheckAsync(Viewer viewer, CampaignView campaign, CancellationToken cancel)
    {
        if (campaign.Card.Stage < CampaignStage.Approved)
        {
            throw new CampaignException("campaigns.notApproved");
        }

        if (campaign.Creatives.Count == 0)
        {
            throw new CampaignException("campaigns.nothingMade");
        }

        foreach (var ad in campaign.Creatives)
        {
            await desk.PicturesAsync(viewer, ad, cancel);
        }
    }

    /// <summary>For example <c>spring-tea.zip</c>; letters and digits alone, so that no name can be a path.</summary>
    public static string FileNameOf(CampaignView campaign) => $"{Slug(campaign.Card.Name)}.zip";

    /// <param name="withClips">True for a clip of each ad that can have one; the manifest says why the others have none.</param>
    public async Task WriteAsync(Viewer viewer, CampaignView campaign, bool withClips, Stream target, CancellationToken cancel)
    {
        using var turn = withClips ? clips.Begin(viewer, campaign) : null;
        var late = new LateWrites(target);
        var archive = await ZipArchive.CreateAsync(late, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        await using (archive)
        {
            var files = new List<object>();
            var captions = new StringBuilder();
            for (var i = 0; i < campaign.Creatives.Count; i++)
            {
                var ad = campaign.Creatives[i];
                captions.AppendLine(CultureInfo.InvariantCulture, $"# {i + 1:D2}\n\n{ad.Design.Headline}\n\n{ad.Design.Body}\n\n{ad.Design.Call}\n\nAlt: {ad.AltText}\n");
                foreach (var channel in campaign.Channels.Select(AdChannels.Find))
                {
                    var name = NameOf(campaign, i, $"{channel.Id}_{channel.Width}x{channel.Height}.png");
                    var drawn = await desk.DrawAsync(viewer, campaign.Brand, ad, channel, cancel);
                    await AddAdAsync(archive, name, viewer, ad, drawn, cancel);
                    files.Add(new { File = name, Channel = channel.Id, channel.Width, channel.Height, Ad = ad.Id, ad.Design, ad.AltText, Pictures = drawn.Tiles.Select(t => Lineage(t, ad, drawn.Large)) });
                }

                await AddSoundAsync(archive, viewer, campaign, ad, i, files, cancel);
                if (turn is not null && await AddClipAsync(archive, viewer, campaign, ad, i, turn, cancel) is var (clip, caption))
                {
                    files.Add(clip);
                    captions.AppendLine(caption);
                }
            }

            await AddAsync(archive, "captions.md", Text($"{captions}\nAI-generated: see manifest.json.\n"), CompressionLevel.Fastest, cancel);
            await AddAsync(archive, "brief.md", Text($"# {campaign.Card.Name}\n\n{campaign.Brief}\n"), CompressionLevel.Fastest, cancel);
            var manifest = new { AiGenerated = true, Campaign = campaign.Card.Name, CampaignId = campaign.Card.Id, Brand = campaign.Brand.Name, Files = files, LeftOut = LeftOut(turn) };
            await AddAsync(archive, "manifest.json", new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, Readable)), CompressionLevel.Fastest, cancel);
        }

        await late.FlushAsync(cancel);
    }

    private async Task AddAdAsync(ZipArchive archive, string name, Viewer viewer, CreativeView ad, DrawnAd drawn, CancellationToken cancel)
    {
        var path = folders.NewSpoolFile();
        try
        {
            await File.WriteAllBytesAsync(path, drawn.Print.Png, cancel);
            await using var file = await export.OpenAdAsync(viewer, ad.Id, drawn.Tiles, path, cancel);
            await AddAsync(archive, name, file, CompressionLevel.NoCompression, cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task AddSoundAsync(ZipArchive archive, Viewer viewer, CampaignView campaign, CreativeView ad, int index, List<object> files, CancellationToken cancel)
    {
        if (ad.SoundId is not { } id || (await gallery.TilesAsync(viewer, [id], cancel)).SingleOrDefault() is not { } sound)
        {
            return;
        }

        var name = NameOf(campaign, index, "sound.wav");
        var levelled = folders.NewSpoolFile();
        try
        {
            await sounds.LevelAsync(sound, levelled, cancel);
            await using var file = await export.OpenAdSoundAsync(viewer, sound, levelled, cancel);
            await AddAsync(archive, name, file, CompressionLevel.Fastest, cancel);
        }
        finally
        {
            File.Delete(levelled);
        }

        // A manifest is JSON, which has no word for silence.
        var loudness = (await sounds.MeasureAsync(sound, cancel)).Levelled;
        files.Add(new { File = name, Ad = ad.Id, LoudnessLufs = double.IsFinite(loudness) ? Math.Round(loudness, 1) : (double?)null, Sounds = new[] { AdLineage.Of(sound) } });
    }

    /// <returns>Its lines in the manifest and among the captions; null where there is none.</returns>
    private async Task<(object File, string Caption)?> AddClipAsync(
        ZipArchive archive, Viewer viewer, CampaignView campaign, CreativeView ad, int index, PackTurn turn, CancellationToken cancel)
    {
        await using var clip = await clips.MakeAsync(viewer, ad, turn, cancel);
        if (clip is null)
        {
            return null;
        }

        var name = NameOf(campaign, index, "clip.mp4");
        await AddAsync(archive, name, clip.File, CompressionLevel.NoCompression, cancel);
        var file = new
        {
            File = name,
            Ad = ad.Id,
            ad.AltText,
            clip.Seconds,
            clip.FramesPerSecond,
            Checkpoint = clip.CheckpointId,
            Pictures = clip.Pictures.Select(p => AdLineage.Of(p)),
            Sounds = clip.Sound is { } sound ? new[] { AdLineage.Of(sound) } : [],
        };
        return (file, string.Create(CultureInfo.InvariantCulture, $"Clip: {name}, {clip.Seconds:0.#} s, its pictures turn into one another, round and round.\n"));
    }

    private IEnumerable<object> LeftOut(PackTurn? turn) => (turn?.News.LeftOut ?? []).Select(l => new { Ad = l.AdId, What = "clip", l.Why.Code, Why = texts[l.Why] });

    private static AdLineage Lineage(ArtifactTile tile, CreativeView ad, EnlargedPictures large) =>
        AdLineage.Of(tile) with { Enlarged = large.Made.TryGetValue(tile.Id, out var made) ? new(ad.Design.Enlarger!.Value, large.Model!, made.Width, made.Height) : null };

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task AddAsync(ZipArchive archive, string name, Stream content, CompressionLevel level, CancellationToken cancel)
    {
        await using var entry = await archive.CreateEntry(name, level).OpenAsync(cancel);
        await content.CopyToAsync(entry, cancel);
    }

    private static string NameOf(CampaignView campaign, int index, string rest) =>
        string.Create(CultureInfo.InvariantCulture, $"{Slug(campaign.Card.Name)}_{index + 1:D2}_{rest}");

    private static string Slug(string name)
    {
        var letters = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            letters.Append(char.IsLetterOrDigit(letter) ? letter : '-');
        }

        var slug = string.Join('-', letters.ToString().Split('-', StringSplitOptions.RemoveEmptyEntries));
        return slug.Length switch { 0 => "campaign", > 60 => slug[..60], _ => slug };
    }
}
