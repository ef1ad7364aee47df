using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Models;

namespace AigcStudio.Generative.Gallery;

/// <summary>Draws examples. Example i follows from the seed and i alone: the count changes nothing in it.</summary>
public interface ISampler : IDisposable
{
    ExampleForm Form { get; }

    /// <summary>Memory held while it is warm.</summary>
    long Bytes { get; }

    /// <summary>Writes the raw examples of an order one after another.</summary>
    /// <exception cref="Core.Models.RecipeException">
    /// <c>draw.unknownLabel(label, labels)</c>, <c>draw.unknownSetting(name)</c>: the order asks for what the model does not know.
    /// </exception>
    void Draw(DrawOrder order, Stream output, CancellationToken cancel);
}

/// <param name="Count">Examples to draw.</param>
/// <param name="Label">Name of a label, or null for any.</param>
/// <param name="Settings">Of the draw, family by family.</param>
public sealed record DrawOrder(int Count, int Seed, string? Label, JsonObject Settings)
{
    /// <summary>Examples computed together. Always this many, so that a draw of one gives the bytes that a draw of a hundred gives.</summary>
    public const int ChunkSize = 16;

    /// <summary>Index of the label asked for, null for any.</summary>
    /// <exception cref="Core.Models.RecipeException"><c>draw.unknownLabel(label, labels)</c>.</exception>
    public int? LabelIndex(IReadOnlyList<string> names)
    {
        if (Label is null)
        {
            return null;
        }

        var index = names.ToList().IndexOf(Label);
        return index >= 0 ? index : throw new Core.Models.RecipeException("draw.unknownLabel", Label, string.Join(", ", names));
    }

    /// <exception cref="Core.Models.RecipeException"><c>draw.unknownSetting(name)</c>.</exception>
    public void AllowSettings(params string[] known)
    {
        if (Settings.Select(s => s.Key).FirstOrDefault(k => !known.Contains(k)) is { } stranger)
        {
            throw new Core.Models.RecipeException("draw.unknownSetting", stranger);
        }
    }

    /// <summary>The settings as a family's record of them, what is absent by default.</summary>
    /// <exception cref="Core.Models.RecipeException"><c>draw.unknownSetting(name)</c>, and as <see cref="SettingsCheck"/> refuses.</exception>
    public TDraw As<TDraw>(params string[] alsoKnown)
        where TDraw : new()
    {
        var described = SettingsSchema.Describe<TDraw>();
        AllowSettings([.. described.Select(d => d.Name), .. alsoKnown]);
        var own = new JsonObject(Settings.Where(s => !alsoKnown.Contains(s.Key)).Select(s => KeyValuePair.Create(s.Key, s.Value?.DeepClone())));
        return SettingsSchema.Read<TDraw>(SettingsCheck.Complete(described, own));
    }
}
