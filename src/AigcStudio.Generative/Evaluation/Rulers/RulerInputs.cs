using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models.Text;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Rulers;

/// <summary>
/// What a ruler looks at: pictures in [-1, 1]; sounds as log-mel pictures; texts as counts of their runs of one to three characters, hashed into
/// 2,048 places (Weinberger et al. 2009, arXiv:0902.2206), so that no word is unknown.
/// </summary>
internal sealed class RulerInputs(ExampleForm form) : IDisposable
{
    internal const int Places = 2048;
    private const int LongestRun = 3;

    private readonly LogMel? _mel = form is AudioForm sound ? new LogMel(sound.SampleRateHz, CPU) : null;

    internal ExampleForm Form => form;

    /// <summary>Planes that a network begins with; 0 for texts.</summary>
    internal int Planes => form switch { ImageForm picture => picture.Channels, AudioForm => 1, _ => 0 };

    /// <summary>Bytes of examples to <c>[N, C, H, W]</c>, texts to <c>[N, 2048]</c>.</summary>
    internal Tensor Of(Tensor bytes)
    {
        using var scope = NewDisposeScope();
        var inputs = form switch
        {
            ImageForm => PictureBytes.ToSigned(bytes),
            AudioForm => Paired(_mel!.Of(SoundBytes.ToUnit(bytes)).transpose(1, 2)).unsqueeze(1),       // [N, 1, 64, T / 2]
            _ => Counts(TextRows.Read(bytes)),
        };
        return inputs.MoveToOuterDisposeScope();
    }

    public void Dispose() => _mel?.Dispose();

    // 16 ms are short enough for any word, and half as many frames cost half as much.
    private static Tensor Paired(Tensor frames) => nn.functional.avg_pool1d(frames, 2, ceil_mode: true);

    private static Tensor Counts(IReadOnlyList<string> texts)
    {
        var counts = new float[texts.Count * Places];
        for (var i = 0; i < texts.Count; i++)
        {
            Count(texts[i], counts.AsSpan(i * Places, Places));
        }

        var inputs = tensor(counts).view(texts.Count, Places).log1p();
        return inputs / inputs.norm(1, keepdim: true, p: 2).clamp(min: 1e-6);
    }

    // FNV-1a over the characters of each run.
    private static void Count(string text, Span<float> counts)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var hash = 2166136261u;
            for (var j = i; j < Math.Min(text.Length, i + LongestRun); j++)
            {
                hash = (hash ^ text[j]) * 16777619u;
                counts[(int)(hash % Places)]++;
            }
        }
    }
}
