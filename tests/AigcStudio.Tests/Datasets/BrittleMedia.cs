using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Web.Datasets;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Tests.Datasets;

/// <summary>Media processes made of nothing: one dies of a path with "killer" in it, and hangs on one with "endless".</summary>
public sealed class BrittleMedia : IMediaStarter
{
    public int Started { get; private set; }

    /// <summary>Processes that were started and not let go of.</summary>
    public int Alive { get; private set; }

    /// <summary>What a start waits for.</summary>
    public Task MayStart { get; set; } = Task.CompletedTask;

    public TaskCompletionSource Hangs { get; } = new();

    private readonly System.Collections.Concurrent.ConcurrentQueue<Child> _hung = [];

    /// <summary>True while a process hangs that nobody has ended: only then is it time for the clock to go on.</summary>
    public bool IsHung => _hung.Any(c => !c.HasEnded);

    public async Task<IMediaChild> StartAsync(int slot, CancellationToken cancel)
    {
        Started++;
        await MayStart;
        Alive++;
        return new Child(this);
    }

    private sealed class Child(BrittleMedia owner) : IMediaChild, IMedia
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IMedia Media => this;

        public bool HasEnded => _end.Task.IsCompleted;

        public void Kill() => _end.TrySetResult();

        public ValueTask DisposeAsync()
        {
            owner.Alive--;
            return ValueTask.CompletedTask;
        }

        public async Task<IReadOnlyList<PictureFinding>> InspectPicturesAsync(IReadOnlyList<string> paths, PictureCaps caps, CancellationToken cancel)
        {
            await SurviveAsync(paths);
            return [.. paths.Select(p => new PictureFinding(null, "png", p.Length, 1, false, 0))];
        }

        public async Task<IReadOnlyList<int>> DecodePicturesAsync(
            IReadOnlyList<string> paths, ImageForm form, string outputPath, CancellationToken cancel)
        {
            await SurviveAsync(paths);
            await File.WriteAllBytesAsync(outputPath, [.. paths.SelectMany(p => Enumerable.Repeat((byte)p[0], form.ExampleBytes))], cancel);
            return [];
        }

        public async Task MakeThumbnailAsync(string path, int longSide, string outputPath, CancellationToken cancel)
        {
            await SurviveAsync([path]);
        }

        public Task EncodePicturesAsync(string rawPath, ImageForm form, int count, string outputFolder, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task EncodeSheetAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task EncodePreviewAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task MarkClipAsync(
            string rawPath, ImageForm form, int count, int framesPerSecond, string? soundPath, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task<AdSound> MeasureSoundAsync(string path, CancellationToken cancel) => throw new NotSupportedException();

        public Task LevelSoundAsync(string path, string outputPath, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> AdFontsAsync(CancellationToken cancel) => throw new NotSupportedException();

        public Task<AdLook> ComposeAdAsync(AdSheet sheet, string outputPath, CancellationToken cancel) => throw new NotSupportedException();

        public Task MarkPictureAsync(string path, PictureFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<string>> SoundFormatsAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>(["wav"]);

        public async Task<IReadOnlyList<SoundFinding>> TakeInSoundsAsync(
            IReadOnlyList<string> paths, SoundCaps caps, string outputFolder, CancellationToken cancel)
        {
            await SurviveAsync(paths);
            for (var i = 0; i < paths.Count; i++)
            {
                await File.WriteAllTextAsync(Path.Combine(outputFolder, $"{i:000000}.wav"), paths[i], cancel);
            }

            return [.. paths.Select(p => new SoundFinding(null, "wav", p.Length, SoundLook.None, 0))];
        }

        public async Task<IReadOnlyList<int>> DecodeSoundsAsync(
            IReadOnlyList<string> paths, AudioForm form, string outputPath, CancellationToken cancel)
        {
            await SurviveAsync(paths);
            await File.WriteAllBytesAsync(outputPath, [.. paths.SelectMany(p => Enumerable.Repeat((byte)p[0], form.ExampleBytes))], cancel);
            return [];
        }

        public Task<IReadOnlyList<SoundLook>> EncodeSoundsAsync(
            string rawPath, AudioForm form, int count, string outputFolder, CancellationToken cancel) => throw new NotSupportedException();

        public Task MarkSoundAsync(string path, SoundFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
            throw new NotSupportedException();

        private async Task SurviveAsync(IReadOnlyList<string> paths)
        {
            if (paths.Any(p => p.Contains("endless", StringComparison.Ordinal)))
            {
                owner._hung.Enqueue(this);
                owner.Hangs.TrySetResult();
                await _end.Task;
            }

            if (_end.Task.IsCompleted || paths.Any(p => p.Contains("killer", StringComparison.Ordinal)))
            {
                _end.TrySetResult();
                throw new ChildEndedException(new ChildExit("media", 139, Killed: false));
            }
        }
    }
}
