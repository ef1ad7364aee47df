using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class SoundImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Folders_are_labels_and_the_written_wav_is_what_is_stored()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(Modality.Audio, ("s.zip", Archives.Zip(
            ("yes/1.wav", PlainMedia.Sound(1, 400)), ("no/2.wav", PlainMedia.Sound(2, 600)), ("yes/3.mp3", PlainMedia.Sound(3, 2_000)))));
        Assert.Equal(["no", "yes"], version.Labels);
        var items = await bench.ItemsAsync(version.Id);
        Assert.Equal([(400, 1), (600, 0), (2_000, 1)], items.Select(i => (i.Milliseconds, i.Label)));
        Assert.All(items, i => Assert.Equal(SoundLook.PeakCount, i.Peaks!.Length));
        Assert.Equal((600, new SoundFigures(3_000, 400, 600, 2_000, version.Health.Sounds!.Silence)), (version.TypicalMilliseconds, version.Health.Sounds));
        Assert.Equal(3, bench.Studio.Blobs.All().Count());
        Assert.Empty(Directory.EnumerateFileSystemEntries(bench.Studio.Folders.Spool));
    }

    [Theory]
    [InlineData(SoundLabels.FirstWord, new[] { "0", "7" })]
    [InlineData(SoundLabels.Folder, new string[0])]
    [InlineData(SoundLabels.None, new string[0])]
    public async Task The_person_says_what_labels_are_taken_from(SoundLabels labels, string[] expected)
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync(modality: Modality.Audio);
        foreach (var (name, i) in new[] { "7_anna_1.wav", "0_anna_1.wav", "7_ben_2.wav" }.Select((n, i) => (n, i)))
        {
            await bench.UploadAsync(dataset, name, PlainMedia.Sound(i));
        }

        var choices = await bench.Readings.LabelChoicesAsync(bench.Creator, dataset, Cancel);
        Assert.Equal(new SoundLabelChoices(SoundLabels.Folder, 0, 2), choices);
        await bench.Readings.ReadSoundsAsync(bench.Creator, dataset, new SoundReading(labels), Cancel);
        Assert.Equal(expected, (await bench.ImportAsync(dataset)).Labels);
    }

    [Fact]
    public async Task Names_in_an_archive_count_as_well()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync(modality: Modality.Audio);
        await bench.UploadAsync(dataset, "s.zip", Archives.Zip(
            ("all/yes_1.wav", PlainMedia.Sound(1)), ("all/no-2.wav", PlainMedia.Sound(2)), ("all/stop 3.wav", PlainMedia.Sound(3))));
        Assert.Equal(new SoundLabelChoices(SoundLabels.Folder, 1, 3), await bench.Readings.LabelChoicesAsync(bench.Creator, dataset, Cancel));
    }

    [Fact]
    public async Task Foreign_files_in_an_archive_get_a_sentence_each_and_the_sounds_are_taken()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(Modality.Audio, ("mixed.zip", Archives.Zip(
            ("a.wav", PlainMedia.Sound(1)), ("b.png", PlainMedia.Picture(2)), ("c.txt", Archives.Text("hello")), ("d.idx", Archives.IdxLabels(1, 2)))),
            ("e.gz", Archives.Gzip([1, 2, 3])));
        Assert.Equal(1, version.Count);
        Assert.Equal(["b.png", "c.txt", "d.idx", "e.gz"], version.Health.Refusals.Select(r => r.Name).Order());
        Assert.All(version.Health.Refusals, r => Assert.StartsWith("import.sound.", r.Reason.Code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_next_version_keeps_waveforms_without_listening_again()
    {
        var media = new PlainMedia();
        await using var bench = await ImportBench.OpenAsync(media);
        var dataset = await bench.CreateAsync(modality: Modality.Audio);
        await bench.UploadAsync(dataset, "a.wav", PlainMedia.Sound(1, 700));
        var first = Assert.Single(await bench.ItemsAsync((await bench.ImportAsync(dataset)).Id));
        await bench.UploadAsync(dataset, "b.wav", PlainMedia.Sound(2));
        var second = await bench.ItemsAsync((await bench.ImportAsync(dataset)).Id);
        Assert.Equal((2, 2, 700), (second.Count, media.Inspected, second[0].Milliseconds));
        Assert.Equal(first.Peaks, second[0].Peaks);
    }
}
