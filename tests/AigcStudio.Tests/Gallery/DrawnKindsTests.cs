using System.Text;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Tests.Jobs;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Gallery;

/// <summary>What a draw of each kind leaves in the gallery; Engine and Media are doubles.</summary>
public sealed class DrawnKindsTests : IAsyncLifetime
{
    private readonly Viewer _anna = Shelf.Person();
    private readonly RawEngine _engine = new();
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync(services =>
    {
        services.AddSingleton<IMedia, PlainGalleryMedia>();
        services.AddSingleton<IEngine>(_engine);
        services.AddSingleton<Devices>();
        services.AddSingleton<DatasetPacks>();
        GallerySetup.AddGallery(services);
    });

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task A_text_ends_at_its_first_zero_and_keeps_what_a_tile_needs()
    {
        var artifacts = await DrawAsync(new TextForm(700), Padded(700, "Füße\n  🐦", "", new string('x', 600)));

        Assert.Equal(["Füße\n  🐦", "", new string('x', 600)], await WordsAsync(artifacts));
        Assert.Equal([8, 0, 600], artifacts.Select(a => a.Length));
        Assert.Equal(["Füße\n  🐦", "", new string('x', DrawnFiles.OpeningLength)], artifacts.Select(a => a.Opening));
        Assert.All(artifacts, a => Assert.Equal((Modality.Text, 0, null), (a.Modality, a.Width, a.Peaks)));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_show_as_what_they_are()
    {
        var raw = new byte[10 * 3];
        raw[0] = (byte)'a';
        raw[1] = 0xC3;
        Assert.Equal("a\uFFFD", (await WordsAsync(await DrawAsync(new TextForm(10), raw)))[0]);
    }

    [Fact]
    public async Task Of_a_pair_the_reply_alone_is_drawn()
    {
        var raw = new byte[3 * 30];
        foreach (var i in Enumerable.Range(0, 3))
        {
            Encoding.UTF8.GetBytes("Where?").CopyTo(raw, i * 30);
            Encoding.UTF8.GetBytes($"Here {i}.").CopyTo(raw, (i * 30) + 10);
        }

        Assert.Equal(["Here 0.", "Here 1.", "Here 2."], await WordsAsync(await DrawAsync(new PairForm(10, 20), raw)));
    }

    [Fact]
    public async Task A_sound_keeps_its_length_its_peaks_and_a_wav()
    {
        var artifacts = await DrawAsync(new AudioForm(8_000, 4_000), [.. Enumerable.Range(0, 3 * 4_000).SelectMany(i => PlainGalleryMedia.Samples((short)i))]);

        Assert.All(artifacts, a => Assert.Equal((Modality.Audio, 500, SoundLook.PeakCount), (a.Modality, a.Length, a.Peaks!.Length)));
        Assert.Equal("RIFF"u8.ToArray(), (await BytesAsync(artifacts[0]))[..4]);
        Assert.Equal(3, artifacts.Select(a => a.BlobHash).Distinct().Count());
    }

    [Fact]
    public async Task A_draw_that_is_started_again_finds_its_texts_there()
    {
        var generation = await GenerationAsync();
        _engine.Next = (new TextForm(4), Padded(4, "a", "b", "c"));
        Assert.Equal(JobState.Succeeded, await HandleAsync(generation));
        Assert.Equal(JobState.Succeeded, await HandleAsync(generation));

        await using var db = await _studio.DbAsync();
        Assert.Equal(3, await db.Artifacts.CountAsync(Cancel));
        await _studio.Services.GetRequiredService<CopyChecks>().CheckAsync(Cancel);
        Assert.Empty(Directory.GetFileSystemEntries(_studio.Folders.Spool));
    }

    private static byte[] Padded(int size, params string[] texts)
    {
        var raw = new byte[size * texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            Encoding.UTF8.GetBytes(texts[i]).CopyTo(raw, i * size);
        }

        return raw;
    }

    private async Task<IReadOnlyList<Artifact>> DrawAsync(ExampleForm form, byte[] raw)
    {
        _engine.Next = (form, raw);
        await HandleAsync(await GenerationAsync());
        await using var db = await _studio.DbAsync();
        return await db.Artifacts.AsNoTracking().OrderBy(a => a.Index).ToListAsync(Cancel);
    }

    private async Task<Generation> GenerationAsync()
    {
        var checkpoint = await _studio.Blobs.AddAsync(new MemoryStream([1, 2, 3]), Cancel);
        return await Shelf.LineageAsync(_studio, _anna.PersonId, checkpoint.Hash.Hex);
    }

    private Task<JobState> HandleAsync(Generation generation) =>
        _studio.Services.GetServices<IJobHandler>().Single(h => h.Kind == JobKind.Draw).HandleAsync(
            new JobLease(Guid.CreateVersion7(), generation.Id, _anna.PersonId, "{}", 1, 1, new Progress<JobProgress>(), CancellationToken.None), Cancel);

    private async Task<IReadOnlyList<string>> WordsAsync(IReadOnlyList<Artifact> artifacts)
    {
        var texts = await _studio.Services.GetRequiredService<ArtifactTexts>().OfAsync(_anna, [.. artifacts.Select(a => a.Id)], Cancel);
        return [.. artifacts.Select(a => texts[a.Id])];
    }

    private async Task<byte[]> BytesAsync(Artifact artifact)
    {
        await using var stream = _studio.Blobs.Open(ContentHash.Parse(artifact.BlobHash));
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }

    /// <summary>Draws what the test lays out.</summary>
    private sealed class RawEngine : MuteEngine
    {
        public (ExampleForm Form, byte[] Raw) Next { get; set; }

        public override async Task<DrawOutcome> DrawAsync(DrawRequest request, CancellationToken cancel)
        {
            await File.WriteAllBytesAsync(request.OutputPath, Next.Raw, cancel);
            return new DrawOutcome(Next.Form, request.Count, 700, 0.1);
        }

        public override Task<EngineGreeting> GreetAsync(CancellationToken cancel) =>
            Task.FromResult(new EngineGreeting("0", "cpu", 1, [new EngineDevice("cpu", "processor", 1)]));
    }
}
