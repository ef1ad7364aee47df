using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;

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

    /// <summary>A number of the settings.</summary>
    /// <exception cref="Core.Models.RecipeException"><c>recipe.wrongKind(name)</c>, <c>recipe.outOfRange(name, min, max)</c>.</exception>
    public double Number(string name, double standard, double minimum, double maximum)
    {
        if (Settings[name] is not { } given)
        {
            return standard;
        }

        var number = given.GetValueKind() == JsonValueKind.Number
            ? double.Parse(given.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
            : throw new Core.Models.RecipeException("recipe.wrongKind", name);
        return number >= minimum && number <= maximum ? number : throw new Core.Models.RecipeException("recipe.outOfRange", name, minimum, maximum);
    }

    /// <summary>A text of the settings, as packs have texts; null where it is absent or blank.</summary>
    /// <exception cref="Core.Models.RecipeException"><c>recipe.wrongKind(name)</c>, <c>draw.textTooLong(name, bytes)</c>.</exception>
    public string? Text(string name, int maxBytes)
    {
        if (Settings[name] is not { } given)
        {
            return null;
        }

        var text = given.GetValueKind() == JsonValueKind.String
            ? TextBytes.Tidy(given.GetValue<string>())
            : throw new Core.Models.RecipeException("recipe.wrongKind", name);
        return Encoding.UTF8.GetByteCount(text) > maxBytes ? throw new Core.Models.RecipeException("draw.textTooLong", name, maxBytes)
            : string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
