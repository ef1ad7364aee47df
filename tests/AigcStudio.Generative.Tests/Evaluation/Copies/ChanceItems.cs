using System.Runtime.InteropServices;
using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;

namespace AigcStudio.Generative.Tests.Evaluation.Copies;

/// <summary>Items of any form by chance alone, no two alike; every fifth is held out, and all questions are one.</summary>
internal sealed class ChanceItems(ExampleForm form, int count, ulong seed = 1) : IExampleStore
{
    public ExampleForm Form => form;

    public int Count => count;

    public IReadOnlyList<string> Labels => [];

    public int LabelOf(int index) => -1;

    public bool IsHeldOut(int index) => index % 5 == 4;

    public void CopyTo(int index, Span<byte> destination)
    {
        var random = new SplitMix(seed, (ulong)index);
        switch (form)
        {
            case TextForm:
                TextBytes.Write(Words(random), destination);
                break;
            case PairForm pair:
                TextBytes.Write("Where is my parcel?", destination[..pair.QuestionBytes]);
                TextBytes.Write(Words(random), destination[pair.QuestionBytes..]);
                break;
            case AudioForm:
                // Tones of three pitches and a little noise: noise alone is one colour to an ear.
                var samples = MemoryMarshal.Cast<byte, short>(destination);
                var steps = Enumerable.Range(0, 3).Select(_ => 0.05 + (random.Below(1000) / 500.0)).ToArray();
                for (var i = 0; i < samples.Length; i++)
                {
                    samples[i] = (short)(steps.Sum(s => 3000 * Math.Sin(s * i)) + random.Below(41));
                }

                break;
            default:
                for (var i = 0; i < destination.Length; i++)
                {
                    destination[i] = (byte)random.Below(256);
                }

                break;
        }
    }

    /// <summary>Writes the items as a pack.</summary>
    public void WriteTo(string path)
    {
        using var writer = new ExamplePackWriter(
            File.Create(path), form, [], [.. Enumerable.Range(0, count).Select(LabelOf)], [.. Enumerable.Range(0, count).Select(IsHeldOut)]);
        foreach (var i in Enumerable.Range(0, count))
        {
            writer.Add(Item(i));
        }

        writer.Complete();
    }

    /// <summary>One item; of a pair its reply.</summary>
    public byte[] Drawn(int index) => form is PairForm pair ? Item(index)[pair.QuestionBytes..] : Item(index);

    private static string Words(SplitMix random) =>
        string.Join(' ', Enumerable.Range(0, 12).Select(_ => new string([.. Enumerable.Range(0, 6).Select(_ => (char)('a' + random.Below(26)))])));

    private byte[] Item(int index)
    {
        var item = new byte[form.ExampleBytes];
        CopyTo(index, item);
        return item;
    }
}
