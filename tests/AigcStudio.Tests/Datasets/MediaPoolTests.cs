using AigcStudio.Core.Datasets;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Datasets;
using AigcStudio.Web.Jobs;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class MediaPoolTests : IDisposable
{
    private static readonly ImageForm Small = new(1, 2, 2);

    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly BrittleMedia _brittle = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_picture_that_kills_is_found_and_all_others_get_their_own_findings()
    {
        await using var pool = Pool();
        var paths = Enumerable.Range(0, 50).Select(i => i == 33 ? "killer" : new string('p', i + 1)).ToList();

        var findings = await pool.InspectPicturesAsync(paths, PictureCaps.Default, TestContext.Current.CancellationToken);

        Assert.Equal("import.picture.crashed", findings[33].Refusal!.Code);
        Assert.All(findings.Index().Where(f => f.Index != 33), f => Assert.Equal((null, f.Index + 1), (f.Item.Refusal, f.Item.Width)));
    }

    [Fact]
    public async Task Examples_stay_in_order_around_a_picture_that_kills()
    {
        await using var pool = Pool();
        var paths = Enumerable.Range(0, 40).Select(i => i == 20 ? "killer" : ((char)('A' + i)).ToString()).ToList();

        var bad = await pool.DecodePicturesAsync(paths, Small, _folder["out"], TestContext.Current.CancellationToken);

        Assert.Equal([20], bad);
        Assert.Equal(
            Enumerable.Range(0, 40).SelectMany(i => Enumerable.Repeat(i == 20 ? (byte)0 : (byte)('A' + i), Small.ExampleBytes)),
            await File.ReadAllBytesAsync(_folder["out"], TestContext.Current.CancellationToken));
        Assert.Equal([_folder["out"]], Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public async Task A_picture_without_end_is_ended_after_its_time_and_refused()
    {
        await using var pool = Pool();
        var inspecting = pool.InspectPicturesAsync(["endless", "good"], PictureCaps.Default, TestContext.Current.CancellationToken);
        while (!inspecting.IsCompleted)
        {
            if (_brittle.IsHung)
            {
                _time.Advance(TimeSpan.FromSeconds(30));
            }

            await Task.Yield();
        }

        var findings = await inspecting;
        Assert.Equal("import.picture.crashed", findings[0].Refusal!.Code);
        Assert.Null(findings[1].Refusal);
    }

    [Fact]
    public async Task A_cancel_ends_a_process_that_does_not_listen()
    {
        await using var pool = Pool();
        using var cancel = new CancellationTokenSource();
        var inspecting = pool.InspectPicturesAsync(["endless"], PictureCaps.Default, cancel.Token);
        await _brittle.Hangs.Task;
        await cancel.CancelAsync();
        _time.Advance(TimeSpan.FromSeconds(6));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inspecting);
        Assert.Single(await pool.InspectPicturesAsync(["good"], PictureCaps.Default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_process_that_is_still_starting_when_the_pool_goes_is_let_go_of_too()
    {
        var pool = Pool();
        var start = new TaskCompletionSource();
        _brittle.MayStart = start.Task;
        var inspecting = pool.InspectPicturesAsync(["good"], PictureCaps.Default, TestContext.Current.CancellationToken);

        var going = pool.DisposeAsync().AsTask();
        start.SetResult();
        await Task.WhenAll(going, Task.WhenAny(inspecting));

        Assert.Equal((1, 0), (_brittle.Started, _brittle.Alive));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => pool.InspectPicturesAsync(["good"], PictureCaps.Default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_thumbnail_that_kills_twice_is_told_as_the_death_it_is()
    {
        await using var pool = Pool();

        await Assert.ThrowsAsync<ChildEndedException>(
            () => pool.MakeThumbnailAsync("killer", 64, _folder["t"], TestContext.Current.CancellationToken));
        Assert.Equal(2, _brittle.Started);
    }

    [Fact]
    public async Task Real_processes_share_a_long_list_and_answer_in_order()
    {
        using var folders = new StudioFolders(_folder.Root);
        var output = Path.Combine(folders.Spool, "out");
        var options = Options.Create(new MediaOptions());
        await using var pool = new MediaPool(new MediaStarter(folders, TimeProvider.System, options), options, TimeProvider.System);
        var paths = Enumerable.Range(1, 40).Select(i => _folder.Write($"blobs/{i}", Pictures.GreyPng(i, 2, new byte[2 * i]))).ToList();
        paths[7] = _folder.Write("blobs/text", "no picture"u8);

        var findings = await pool.InspectPicturesAsync(paths, PictureCaps.Default, TestContext.Current.CancellationToken);
        var bad = await pool.DecodePicturesAsync(paths, Small, output, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, 40).Select(i => i == 8 ? 0 : i), findings.Select(f => f.Width));
        Assert.Equal([7], bad);
        Assert.Equal(40 * Small.ExampleBytes, new FileInfo(output).Length);
    }

    [Fact]
    public async Task The_sound_that_kills_is_found_and_all_others_lie_at_their_places()
    {
        await using var pool = Pool();
        var paths = Enumerable.Range(0, 40).Select(i => i == 20 ? "killer" : new string('s', i + 1)).ToList();
        var output = Directory.CreateDirectory(_folder["sounds"]).FullName;

        var findings = await pool.TakeInSoundsAsync(paths, SoundCaps.Default, output, TestContext.Current.CancellationToken);
        var bad = await pool.DecodeSoundsAsync(paths, new AudioForm(16_000, 2), _folder["out"], TestContext.Current.CancellationToken);

        Assert.Equal("import.sound.crashed", findings[20].Refusal!.Code);
        Assert.Equal([20], bad);
        Assert.Equal(39, Directory.GetFileSystemEntries(output).Length);
        Assert.All(Enumerable.Range(0, 40).Where(i => i != 20), i =>
        {
            Assert.Equal(i + 1, findings[i].OriginalMilliseconds);
            Assert.Equal(paths[i], File.ReadAllText(Path.Combine(output, $"{i:000000}.wav")));
        });
    }

    [Fact]
    public async Task Real_processes_take_in_sounds_and_say_what_they_can_read()
    {
        using var folders = new StudioFolders(_folder.Root);
        var options = Options.Create(new MediaOptions());
        await using var pool = new MediaPool(new MediaStarter(folders, TimeProvider.System, options), options, TimeProvider.System);
        var wav = _folder.Write("blobs/in.wav", Sounds.Wav(Sounds.Tune(1, 1, 16_000), 16_000));
        var formats = await pool.SoundFormatsAsync(TestContext.Current.CancellationToken);
        var coded = formats.Contains("mp3") ? Sounds.Convert(wav, _folder["blobs/in.mp3"]) : wav;

        var findings = await pool.TakeInSoundsAsync([wav, coded, _folder.Write("blobs/text", "no sound"u8)], SoundCaps.Default, folders.Spool, TestContext.Current.CancellationToken);

        Assert.Equal(["wav", coded == wav ? "wav" : "mp3", ""], findings.Select(f => f.Format));
        Assert.Equal("import.sound.notASound", findings[2].Refusal!.Code);
        Assert.True(File.Exists(Path.Combine(folders.Spool, "000001.wav")));
    }

    private MediaPool Pool() => new(_brittle, Options.Create(new MediaOptions()), _time);
}
