using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Generative.Models;

/// <summary>What a checkpoint says of itself: enough to draw from it, and to go on training, with nothing but the file.</summary>
/// <param name="Recipe">Settings complete.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Position">Examples read, <see cref="BatchReader.Position"/>.</param>
/// <param name="Sequence">Number of the last event before this checkpoint's own.</param>
/// <param name="Losses">Sums of the losses since the last point, so that the next point is that of an unbroken run.</param>
public sealed record CheckpointHead(
    Recipe Recipe,
    ExampleForm Form,
    LabelBook Labels,
    int Step,
    long Position,
    long Sequence,
    IReadOnlyDictionary<string, LossSum> Losses)
{
    public JsonObject Settings => Recipe.Settings;
}
