using System.Text;
using System.Text.Json;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Runs;

/// <summary>What is kept of the samples of a step, and what a page reads back, by kind.</summary>
public sealed class SampleKindsTests : IAsyncLifetime
{
    private readonly Viewer _anna = Shelf.Person();
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync(services =>
    {
        services.AddSingleton<IMedia, PlainGalleryMedia>();
        services.AddSingleton<SampleSheets>();
        services.AddSingleton<SampleReader>();
    });

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Texts_are_kept_as_a_list_of_strings_in_the_order_of_their_seeds()
    {
        var runId = await KeepAsync(new TextForm(8), [.. "one\0\0\0\0\0"u8, .. "zwölf\0\0"u8], 2);

        Assert.Equal(["one", "zwölf"], JsonSerializer.Deserialize<string[]>(await SheetAsync(runId))!);
        Assert.Equal(["one", "zwölf"], (await ReadAsync(runId)).Texts);
    }

    [Fact]
    public async Task A_pair_is_its_question_a_seam_and_its_reply()
    {
        var runId = await KeepAsync(new PairForm(4, 4), [.. "why\0"u8, .. "so\0\0"u8], 1);
        Assert.Equal([$"why{RawTexts.Seam}so"], (await ReadAsync(runId)).Texts);
    }

    [Fact]
    public async Task Sounds_are_one_wav_of_which_each_clip_can_be_heard_and_seen()
    {
        var quiet = PlainGalleryMedia.Samples([.. Enumerable.Repeat((short)256, 1_000)]);
        var loud = PlainGalleryMedia.Samples([.. Enumerable.Repeat(short.MinValue, 1_000)]);
        var runId = await KeepAsync(new AudioForm(8_000, 1_000), [.. quiet, .. loud], 2);
        var sounds = (await ReadAsync(runId)).Sounds;

        Assert.Equal([125, 125], sounds.Select(s => s.Look.Milliseconds));
        Assert.All(sounds[0].Look.Peaks, p => Assert.Equal(2, p));
        Assert.All(sounds[1].Look.Peaks, p => Assert.Equal(255, p));
        Assert.Equal($"api/runs/{runId}/samples/10/clips/1", sounds[1].Url);
        var (wave, _) = await Reader.ClipAsync(_anna, runId, 10, 1, Cancel);
        Assert.Equal("RIFF", Encoding.ASCII.GetString(wave, 0, 4));
        Assert.Equal(loud, wave[44..]);
    }

    [Fact]
    public async Task A_clip_that_is_not_there_is_refused()
    {
        var runId = await KeepAsync(new AudioForm(8_000, 10), new byte[20], 1);
        Assert.Equal("refused.notFound", (await Assert.ThrowsAsync<RefusedException>(() => Reader.ClipAsync(_anna, runId, 10, 1, Cancel))).Code);
        var texts = await KeepAsync(new TextForm(4), new byte[4], 1);
        Assert.Equal("refused.notFound", (await Assert.ThrowsAsync<RefusedException>(() => Reader.ClipAsync(_anna, texts, 10, 0, Cancel))).Code);
    }

    private SampleReader Reader => _studio.Services.GetRequiredService<SampleReader>();

    private Task<SampleContent> ReadAsync(Guid runId) => Reader.ReadAsync(_anna, runId, 10, Cancel);

    private async Task<string> SheetAsync(Guid runId)
    {
        var (sample, _) = await _studio.Services.GetRequiredService<RunHistory>().SampleAsync(_anna, runId, 10, Cancel);
        using var reader = new StreamReader(_studio.Blobs.Open(ContentHash.Parse(sample.BlobHash)));
        return await reader.ReadToEndAsync(Cancel);
    }

    private async Task<Guid> KeepAsync(ExampleForm form, byte[] raw, int count)
    {
        var runId = (await Shelf.LineageAsync(_studio, _anna.PersonId, "c")).RunId;
        var file = _studio.Folders.NewSpoolFile();
        await File.WriteAllBytesAsync(file, raw, Cancel);
        var drawn = new SamplesDrawn(10, file, count, form);
        var sample = await _studio.Services.GetRequiredService<SampleSheets>().KeepAsync(runId, new RunEvent(1, Shelf.Noon, drawn), drawn);
        await using var db = await _studio.DbAsync();
        db.RunSamples.Add(sample);
        await db.SaveChangesAsync(Cancel);
        await db.Runs.Where(r => r.Id == runId).ExecuteUpdateAsync(s => s.SetProperty(r => r.Form, JsonSerializer.Serialize(form)), Cancel);
        Assert.Empty(Directory.GetFileSystemEntries(_studio.Folders.Spool));
        return runId;
    }
}
