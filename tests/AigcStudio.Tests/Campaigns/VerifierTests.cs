using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Datasets;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Campaigns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetVips;
using Xunit;

namespace AigcStudio.Tests.Campaigns;

/// <summary>What the registry says of files that somebody brings; exported and decoded by real Media processes, in one studio: each test has sounds of its own.</summary>
public sealed class VerifierTests(StudioApp app) : IClassFixture<StudioApp>, IDisposable
{
    private const int RateHz = 16_000;

    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_picture_is_known_by_its_bytes_by_its_look_and_otherwise_not()
    {
        var (id, file) = await ExportAsync(Modality.Image, Pictures.Png(Pictures.Gradient(96, 64)), "png");

        var same = await LookAsync(file);
        var like = await LookAsync(Image.NewFromBuffer(file).JpegsaveBuffer(q: 70, keep: Enums.ForeignKeep.None));
        var unknown = await LookAsync(Pictures.Png(Pictures.Gradient(96, 64).FlipHor()));

        Assert.Equal((VerdictKind.Same, id, "png"), (same.Kind, Assert.Single(same.Lines).ArtifactId, same.Lines[0].Format));
        Assert.Equal((VerdictKind.Like, id), (like.Kind, Assert.Single(like.Lines).ArtifactId));
        Assert.InRange(like.Bits, 0, Verifier.LikeBits);
        Assert.Equal((VerdictKind.Unknown, 0, null), (unknown.Kind, unknown.Lines.Count, unknown.NotCompared));
        Assert.InRange(unknown.Bits, Verifier.LikeBits + 1, 64);
    }

    [Fact]
    public async Task A_sound_is_known_by_its_bytes_and_made_softer_by_ear_and_the_answer_says_how_surely()
    {
        var (id, file) = await ExportTuneAsync(10);
        await ExportTuneAsync(11);

        var same = await LookAsync(file);
        var softer = await LookAsync(Wav([.. Tune(10).Select(s => s / 2)]));

        Assert.Equal((VerdictKind.Same, id, Modality.Audio), (same.Kind, Assert.Single(same.Lines).ArtifactId, same.Lines[0].Modality));
        Assert.Equal((VerdictKind.Heard, id, Modality.Audio), (softer.Kind, Assert.Single(softer.Lines).ArtifactId, softer.Lines[0].Modality));
        Assert.InRange(softer.Hearing!.Differing, 0, 0.1);
        Assert.InRange(softer.Hearing.NextDiffering!.Value, 0.4, 1);
        Assert.InRange(softer.Hearing.Compared, 2, 99);
        Assert.Equal(softer.Hearing.Compared * 3.0 / 72_010, softer.Hearing.ChanceOfMistake, 1e-9);
    }

    [Theory]
    [InlineData(20, "mp3", "-b:a", "96k")]
    [InlineData(21, "mp3", "-b:a", "128k")]
    [InlineData(22, "ogg", "-c:a", "libopus", "-b:a", "64k")]
    [InlineData(23, "wav", "-ar", "22050")]
    [InlineData(24, "m4a")]
    [InlineData(25, "wav", "-af", "atrim=start=0.05")]
    public async Task A_sound_that_was_coded_anew_or_cut_at_its_start_is_known(int seed, string ending, params string[] how)
    {
        Assert.SkipUnless(File.Exists(Sounds.Ffmpeg), "ffmpeg is not installed.");
        var (id, file) = await ExportTuneAsync(seed);
        var again = Sounds.Convert(_folder.Write("out.wav", file), _folder[$"again.{ending}"], how);

        var verdict = await LookAsync(await File.ReadAllBytesAsync(again, Cancel));

        Assert.Null(verdict.NotCompared);
        Assert.InRange(verdict.Hearing!.Differing, 0, SoundCertainty.MostDiffering);
        Assert.Equal((VerdictKind.Heard, id), (verdict.Kind, Assert.Single(verdict.Lines).ArtifactId));
    }

    [Fact]
    public async Task Another_sound_is_unknown_and_the_answer_says_how_far_the_nearest_lies()
    {
        await ExportTuneAsync(30);

        var verdict = await LookAsync(Wav(Tune(31)));

        Assert.Equal((VerdictKind.Unknown, 0, null), (verdict.Kind, verdict.Lines.Count, verdict.NotCompared));
        Assert.InRange(verdict.Hearing!.Differing, 0.4, 1);
    }

    [Theory]
    [InlineData("silence", "import.sound.silent")]
    [InlineData("click", "verify.tooLittle")]
    [InlineData("tone", "verify.tooLittle")]
    [InlineData("damaged", "import.sound.truncated")]
    [InlineData("text", null)]
    public async Task What_cannot_be_told_from_others_is_unknown_and_the_answer_says_why(string what, string? reason)
    {
        // Of the same emptiness as what is asked about, so that it would match if anything did.
        await ExportAsync(Modality.Audio, Wav(Short()), "wav");
        await ExportAsync(Modality.Audio, Wav(Sounds.Sine(440, 2, RateHz)), "wav");
        byte[] file = what switch
        {
            "silence" => Wav(new float[2 * RateHz]),
            "click" => Wav([.. Short().Select(s => s / 2)]),
            "tone" => Wav(Sounds.Sine(440, 0.25, RateHz)),
            "damaged" => Wav(Tune(40))[..9_000],
            _ => [.. "No sound and no picture."u8],
        };

        var verdict = await LookAsync(file);

        Assert.Equal((VerdictKind.Unknown, reason, null), (verdict.Kind, verdict.NotCompared?.Code, verdict.Hearing));
    }

    [Fact]
    public async Task A_sound_that_is_anothers_own_is_known_to_its_owner_alone_also_by_the_api()
    {
        var owner = await app.PersonAsync(Role.Creator);
        var (id, file) = await ExportTuneAsync(50, new Viewer(owner.Id, Role.Creator), Visibility.Private);
        var softer = Wav([.. Tune(50).Select(s => s / 2)]);

        var mine = await LookAsync(softer, new Viewer(owner.Id, Role.Creator));
        using var client = await app.ClientAsync(Role.Reviewer);
        var others = await (await client.PostAsync("/api/verify", new ByteArrayContent(softer), Cancel)).Content.ReadFromJsonAsync<JsonObject>(Cancel);

        Assert.Equal((VerdictKind.Heard, id), (mine.Kind, Assert.Single(mine.Lines).ArtifactId));
        Assert.Equal(("unknown", 0), (others!["kind"]!.GetValue<string>(), others["lines"]!.AsArray().Count));
        Assert.Equal(VerdictKind.Unknown, (await LookAsync(file)).Kind);
    }

    /// <summary>Eighteen notes, unlike another seed's.</summary>
    private static float[] Tune(int seed) =>
        [.. Sounds.Tune(seed, 1.5, RateHz).Zip(Sounds.Tune(seed + 1_000, 1.5, RateHz), Sounds.Tune(seed + 2_000, 1.5, RateHz)).Select(s => s.First + s.Second + s.Third)];

    private static float[] Short() => Sounds.Noise(1, 0.15, RateHz);

    private static byte[] Wav(float[] samples) => Sounds.Wav(samples, RateHz);

    private Task<(Guid Id, byte[] File)> ExportTuneAsync(int seed, Viewer? owner = null, Visibility visibility = Visibility.Shared) =>
        ExportAsync(Modality.Audio, Wav(Tune(seed)), "wav", owner, visibility);

    /// <summary>An artifact of these bytes, and the file as it leaves the house.</summary>
    private async Task<(Guid Id, byte[] File)> ExportAsync(Modality kind, byte[] bytes, string format, Viewer? owner = null, Visibility visibility = Visibility.Shared)
    {
        var databases = app.Services.GetRequiredService<IDbContextFactory<StudioDb>>();
        var viewer = owner ?? new Viewer((await app.PersonAsync(Role.Creator)).Id, Role.Creator);
        var blob = await app.Services.GetRequiredService<BlobStore>().AddAsync(new MemoryStream(bytes), Cancel);
        var generation = await Shelf.LineageAsync(databases, viewer.PersonId, blob.Hash.Hex);
        var id = (await Shelf.FillAsync(databases, generation, 1, visibility, _ => blob.Hash.Hex, _ => kind))[0].Id;
        var secret = await app.Services.GetRequiredService<ApiKeys>().CreateAsync(viewer, "export", viewer.Role, TimeSpan.FromDays(1), Cancel);
        using var client = app.Bare();
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        return (id, await client.GetByteArrayAsync($"/api/artifacts/{id}/file?format={format}", Cancel));
    }

    private async Task<Verdict> LookAsync(byte[] file, Viewer? viewer = null) =>
        await app.Services.GetRequiredService<Verifier>().LookAsync(viewer ?? Shelf.Person(Role.Reviewer), new MemoryStream(file), Cancel);
}
