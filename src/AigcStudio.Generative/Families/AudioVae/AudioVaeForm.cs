using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>The sounds that the family eats: 16 kHz, a whole number of slots of 40 ms.</summary>
internal static class AudioVaeForm
{
    internal const int RateHz = 16_000;

    /// <summary>Five frames of 128 samples, or four of 160.</summary>
    internal const int SlotSamples = 640;

    private const int MostSlots = 100;

    /// <exception cref="RecipeException"><c>recipe.wrongForm</c>.</exception>
    internal static AudioForm Of(ExampleForm form) =>
        form is AudioForm { SampleRateHz: RateHz } sound && sound.Samples % SlotSamples == 0 && sound.Samples / SlotSamples is > 0 and <= MostSlots
            ? sound
            : throw new RecipeException("recipe.wrongForm", form.Key);

    /// <summary>The length asked for, to the nearest slot.</summary>
    internal static AudioForm Of(double seconds) => new(RateHz, (int)Math.Round(seconds * RateHz / SlotSamples) * SlotSamples);
}
