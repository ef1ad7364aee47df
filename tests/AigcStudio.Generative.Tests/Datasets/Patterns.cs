using AigcStudio.Core.Datasets;

namespace AigcStudio.Generative.Tests.Datasets;

/// <summary>A small store of striped pictures, a different stripe for each label, with every fifth item held out.</summary>
internal sealed class Patterns(ImageForm form, int count, int labels = 3) : IExampleStore
{
    public List<int> Asked { get; } = [];

    public ExampleForm Form => form;

    public int Count => count;

    public IReadOnlyList<string> Labels { get; } = [.. Enumerable.Range(0, labels).Select(i => $"stripe {i}")];

    public int LabelOf(int index) => labels == 0 ? -1 : index % labels;

    public bool IsHeldOut(int index) => index % 5 == 4;

    public void CopyTo(int index, Span<byte> destination)
    {
        Asked.Add(index);
        var width = form.Width;
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = (byte)((((i % width) + (i / width % (1 + index % 3)) + index) % 7) < 3 ? 230 : 20);
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
}
