using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;

namespace AigcStudio.Web.Datasets;

public sealed partial class MediaPool
{
    public Task<IReadOnlyList<string>> SoundFormatsAsync(CancellationToken cancel) =>
        TwiceAsync(_perSound, (m, c) => m.SoundFormatsAsync(c), cancel);

    public Task<IReadOnlyList<SoundFinding>> TakeInSoundsAsync(
        IReadOnlyList<string> paths, SoundCaps caps, string outputFolder, CancellationToken cancel) =>
        LookAsync(
            paths,
            (m, p, first, c) => TakeInApartAsync(m, p, first, caps, outputFolder, c),
            new SoundFinding(Said.Of("import.sound.crashed"), "", 0, SoundLook.None, 0),
            _perSound,
            cancel);

    public Task<IReadOnlyList<int>> DecodeSoundsAsync(IReadOnlyList<string> paths, AudioForm form, string outputPath, CancellationToken cancel) =>
        DecodeAsync(paths, form, outputPath, (m, p, file, c) => m.DecodeSoundsAsync(p, form, file, c), _perSound, cancel);

    public Task<IReadOnlyList<SoundLook>> EncodeSoundsAsync(
        string rawPath, AudioForm form, int count, string outputFolder, CancellationToken cancel) =>
        TwiceAsync(_perSound * Math.Max(1, count), (m, c) => m.EncodeSoundsAsync(rawPath, form, count, outputFolder, c), cancel);

    public Task<AdSound> MeasureSoundAsync(string path, CancellationToken cancel) =>
        TwiceAsync(_perSound, (m, c) => m.MeasureSoundAsync(path, c), cancel);

    public Task LevelSoundAsync(string path, string outputPath, CancellationToken cancel) =>
        TwiceAsync(_perSound, (m, c) => m.LevelSoundAsync(path, outputPath, c), cancel);

    public Task MarkSoundAsync(string path, SoundFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
        TwiceAsync(_perSound, (m, c) => m.MarkSoundAsync(path, format, mark, outputPath, c), cancel);

    // Each sound is named by its place in what a process was given: a folder for each call, emptied into the caller's.
    private static async Task<IReadOnlyList<SoundFinding>> TakeInApartAsync(
        IMedia media, IReadOnlyList<string> paths, int first, SoundCaps caps, string outputFolder, CancellationToken cancel)
    {
        var apart = Directory.CreateDirectory(Path.Combine(outputFolder, $".{first}")).FullName;
        try
        {
            var findings = await media.TakeInSoundsAsync(paths, caps, apart, cancel);
            for (var i = 0; i < paths.Count; i++)
            {
                if (findings[i].Refusal is null)
                {
                    File.Move(Path.Combine(apart, NameOf(i)), Path.Combine(outputFolder, NameOf(first + i)), overwrite: true);
                }
            }

            return findings;
        }
        finally
        {
            Directory.Delete(apart, recursive: true);
        }
    }

    private static string NameOf(int index) => index.ToString("D6", CultureInfo.InvariantCulture) + ".wav";
}
