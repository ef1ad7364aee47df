using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Gallery;

namespace AigcStudio.Generative.Tests.Datasets;

/// <summary>
/// A small store of easy examples in any form, of another pattern for each label, with every fifth item held out: striped pictures,
/// sentences of few words, such sentences in pairs, tones.
/// </summary>
internal sealed class Patterns(ExampleForm form, int count, int labels = 3) : IExampleStore
{
    private const int ToneHz = 220;

    private static readonly string[][] Words = [["tea", "cup", "pot"], ["leaf", "moss", "fjord"], ["café", "茶", "🍵"]];

    public List<int> Asked { get; } = [];

    public ExampleForm Form => form;

    public int Count => count;

    public IReadOnlyList<string> Labels { get; } = [.. Enumerable.Range(0, labels).Select(i => $"stripe {i}")];

    public int LabelOf(int index) => labels == 0 ? -1 : index % labels;

    public bool IsHeldOut(int index) => index % 5 == 4;

    public void CopyTo(int index, Span<byte> destination)
    {
        Asked.Add(index);
        switch (form)
        {
            case ImageForm picture:
                Stripes(picture, index, destination);
                break;
            case TextForm:
                TextBytes.Write(Sentence(index), destination);
                break;
            case PairForm pair:
                TextBytes.Write($"Have you {Words[index % 3][index % 2]}?", destination[..pair.QuestionBytes]);
                TextBytes.Write($"Yes, {Sentence(index)}", destination[pair.QuestionBytes..]);
                break;
            case AudioForm sound:
                Tone(sound, index, destination);
                break;
        }
    }

    /// <summary>Writes the store as a pack.</summary>
    public void WriteTo(string path)
    {
        using var writer = new ExamplePackWriter(
            File.Create(path), form, Labels, [.. Enumerable.Range(0, count).Select(LabelOf)], [.. Enumerable.Range(0, count).Select(IsHeldOut)]);
        var example = new byte[form.ExampleBytes];
        for (var i = 0; i < count; i++)
        {
            CopyTo(i, example);
            writer.Add(example);
        }

        writer.Complete();
    }

    private static string Sentence(int index)
    {
        var words = Words[index % 3];
        return $"{words[index % 2]} and {words[1 + (index / 3 % 2)]} for {1 + (index % 7)}.";
    }

    private static void Stripes(ImageForm picture, int index, Span<byte> destination)
    {
        var width = picture.Width;
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = (byte)((((i % width) + (i / width % (1 + index % 3)) + index) % 7) < 3 ? 230 : 20);
        }
    }

    private static void Tone(AudioForm sound, int index, Span<byte> destination)
    {
        var step = 2 * Math.PI * ToneHz * (1 + (index % 3)) / sound.SampleRateHz;
        for (var i = 0; i < sound.Samples; i++)
        {
            BitConverter.TryWriteBytes(destination[(i * sizeof(short))..], (short)(8000 * Math.Sin((step * i) + index)));
        }
    }
}
