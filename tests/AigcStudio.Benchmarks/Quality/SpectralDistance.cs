using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Evaluation.Sounds;
using AigcStudio.Generative.Families.AudioVae;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using static TorchSharp.torch;

namespace AigcStudio.Benchmarks.Quality;

/// <summary><see cref="LogSpectralDistance"/> in dB, averaged over sounds.</summary>
internal static class SpectralDistance
{
    /// <summary>Of what a model in frame mode makes of sounds it never heard, and what it is to be measured by.</summary>
    internal static void Report(string checkpointPath, SpokenDigits heldOut)
    {
        using var scope = NewDisposeScope();
        using var unwatched = inference_mode();
        using var checkpoint = CheckpointFile.Read(checkpointPath);
        var form = (AudioForm)checkpoint.Head.Form;
        using var network = AudioVaeNetwork.Of(SettingsSchema.Read<AudioVaeSettings>(checkpoint.Head.Settings), form, CPU);
        checkpoint.CopyTo(NamedTensor.Of("average", network));
        using var mel = new LogMel(form.SampleRateHz, CPU);
        var bytes = empty(BatchReader.Shape(form, heldOut.Count), ScalarType.Byte);
        heldOut.Bytes().CopyTo(bytes.bytes);
        var real = mel.Of(SoundBytes.ToUnit(bytes));
        var rebuilt = network.call(network.Encode(real).Mean);
        Console.WriteLine($"log-spectral distance on {heldOut.Count} held-out digits, dB:");
        Console.WriteLine($"  reconstructed frames        {Of(real, rebuilt):F2}");
        Console.WriteLine($"  reconstructed sound         {Of(real, Heard(mel, rebuilt, form)):F2}");
        Console.WriteLine($"  real frames, sound found    {Of(real, Heard(mel, real, form)):F2} (what Griffin and Lim cost)");
        Console.WriteLine($"  real against real           {RealAgainstReal(real, heldOut):F2} (two takes of the same digit)");
        Console.WriteLine($"  real against the mean       {Of(real, real.mean([0], keepdim: true).expand_as(real)):F2} (a model that says nothing)");
    }

    private static Tensor Heard(LogMel mel, Tensor frames, AudioForm form) =>
        mel.Of(GriffinLim.Sound(mel, mel.Amplitudes(frames), form.Samples, Chance.Row(1, 0, (int)frames.shape[0])));

    private static double Of(Tensor a, Tensor b) => LogSpectralDistance.OfFrames(a, b).Average();

    private static double RealAgainstReal(Tensor real, SpokenDigits digits)
    {
        var distances = new List<double>();
        for (var i = 0; i < digits.Count; i++)
        {
            var j = Enumerable.Range(1, digits.Count - 1).Select(k => (i + k) % digits.Count).First(k => digits.LabelOf(k) == digits.LabelOf(i));
            distances.Add(Of(real[i].unsqueeze(0), real[j].unsqueeze(0)));
        }

        return distances.Average();
    }
}
