namespace AigcStudio.Core.Datasets;

/// <summary>Frozen, random-access examples of one form. Safe to read from several threads.</summary>
public interface IExampleStore
{
    ExampleForm Form { get; }

    int Count { get; }

    /// <summary>Names of the labels; empty where the dataset has none.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>Index into <see cref="Labels"/>, or -1 where the item has no label.</summary>
    int LabelOf(int index);

    /// <summary>True for items kept out of training, chosen when the dataset version was frozen.</summary>
    bool IsHeldOut(int index);

    /// <summary>Copies example <paramref name="index"/>; the span must have <see cref="ExampleForm.ExampleBytes"/> bytes.</summary>
    void CopyTo(int index, Span<byte> destination);
}
